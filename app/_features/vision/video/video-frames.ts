import { CanvasSink } from "mediabunny";
import type { Size } from "#models/vision/box.ts";
import type { Video } from "./open-video.ts";

type VideoFrame = {
  canvas: HTMLCanvasElement | OffscreenCanvas;
  /** Counted from 0. */
  number: number;
  time: number;
  duration: number;
};

/** So that its longer side has at most `side` pixels. Coders of video take even sides. */
export function sizeWithin({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  const even = (value: number) => Math.max(2, 2 * Math.round((value * scale) / 2));
  return { width: even(width), height: even(height) };
}

/** In a learner's words. What lies before the damage has come. */
export class VideoDamaged extends Error {
  constructor({ file }: Video, time: number, cause?: unknown) {
    super(
      `“${file.name}” is damaged, or ends too early: after ${time.toFixed(1)} s nothing can be decoded.`,
      {
        cause,
      },
    );
  }
}

/** A file that says that it lasts so much longer than its last frame did not arrive whole. */
const MISSING_SECONDS = 0.5;

/** Every n-th frame from the first to the last, scaled. @throws VideoDamaged */
export async function* videoFrames(
  video: Video,
  { every, size }: { every: number; size: Size },
): AsyncGenerator<VideoFrame> {
  const frames = new CanvasSink(video.track, { ...size, fit: "fill" }).canvases();
  let end = 0;
  try {
    for (let number = 0; ; number += 1) {
      const next = await frames.next().catch((cause: unknown) => {
        throw new VideoDamaged(video, end, cause);
      });
      if (next.done === true) {
        if (number === 0 || end < video.duration - MISSING_SECONDS) throw new VideoDamaged(video, end);
        return;
      }
      const { canvas, timestamp, duration } = next.value;
      end = timestamp + duration;
      if (number % every === 0) yield { canvas, number, time: timestamp, duration };
    }
  } finally {
    await frames.return();
  }
}

/** The frame that is shown at a second, in the video's own size. @throws VideoDamaged */
export async function videoFrameAt(video: Video, time: number): Promise<VideoFrame["canvas"]> {
  const { width, height } = video;
  const sink = new CanvasSink(video.track, { width, height, fit: "fill" });
  const shown = await sink.getCanvas(time).catch((cause: unknown) => {
    throw new VideoDamaged(video, time, cause);
  });
  if (shown === null) throw new VideoDamaged(video, time);
  return shown.canvas;
}

import { frameFileName } from "#models/vision/frames/which-frames.ts";
import type { Video } from "./open-video.ts";
import { videoFrames } from "./video-frames.ts";

export type ExtractedFrame = { number: number; time: number; file: File };

type ExtractOptions = {
  /** Rising, counted from 0. */
  numbers: readonly number[];
  /** What the files are called by. */
  stem: string;
  signal: AbortSignal;
  onFrame: (frame: ExtractedFrame) => void;
};

/** Frames as PNG in the video's own size, one after the other. @throws VideoDamaged once those before the damage have come. */
export async function extractFrames(
  video: Video,
  { numbers, stem, signal, onFrame }: ExtractOptions,
): Promise<void> {
  const wanted = new Set(numbers);
  const last = numbers.at(-1) ?? -1;
  if (last < 0) return;
  for await (const { canvas, number, time } of videoFrames(video, { every: 1, size: video })) {
    signal.throwIfAborted();
    if (wanted.has(number)) {
      const name = frameFileName(stem, number, video.frames);
      onFrame({ number, time, file: await fileOf(canvas, name, "image/png") });
    }
    if (number >= last) return;
  }
}

/** @throws Error where the browser cannot write it. */
export async function fileOf(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  name: string,
  type: "image/png" | "image/jpeg",
): Promise<File> {
  const blob =
    canvas instanceof OffscreenCanvas
      ? await canvas.convertToBlob({ type, quality: 0.95 })
      : await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.95));
  if (blob === null) throw new Error("The frame could not be written as a picture.");
  return new File([blob], name, { type });
}

import { ALL_FORMATS, BlobSource, CanvasSink, Input, type InputVideoTrack } from "mediabunny";
import type { Size } from "#models/vision/box.ts";

/** Decoding keeps up with it; a longer one is cut before. */
const MOST_SECONDS = 10 * 60;
const MOST_PIXELS = 3_840 * 2_160;

export type Video = Size & {
  file: File;
  track: InputVideoTrack;
  /** Seconds. */
  duration: number;
  framesPerSecond: number;
  close: () => void;
};

/** A video as this browser decodes it, turned as its file says. @throws Error in a learner's words. */
export async function openVideo(file: File): Promise<Video> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  try {
    return await describe(file, input);
  } catch (error) {
    input.dispose();
    if (error instanceof VideoRefused) throw error;
    throw new VideoRefused(`“${file.name}” is no video, or a damaged one. MP4, WebM and MOV can be read.`);
  }
}

class VideoRefused extends Error {}

async function describe(file: File, input: Input): Promise<Video> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) {
    const hasSound = (await input.getPrimaryAudioTrack()) !== null;
    throw new VideoRefused(`“${file.name}” holds ${hasSound ? "sound, and no pictures" : "no pictures"}.`);
  }
  if (!(await track.canDecode())) {
    throw new VideoRefused(
      `“${file.name}” is coded as ${(await track.getCodec()) ?? "something unknown"}, which this browser cannot decode. Save it as H.264 or VP9.`,
    );
  }
  const duration = await track.computeDuration();
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  if (duration > MOST_SECONDS) {
    throw new VideoRefused(
      `“${file.name}” lasts ${Math.ceil(duration / 60)} minutes; ${MOST_SECONDS / 60} are the limit.`,
    );
  }
  if (width * height > MOST_PIXELS) {
    throw new VideoRefused(`“${file.name}” has ${width} x ${height} pixels; 3840 x 2160 is the limit.`);
  }
  const { averagePacketRate } = await track.computePacketStats(200);
  return {
    file,
    track,
    duration,
    width,
    height,
    framesPerSecond: averagePacketRate,
    close: () => input.dispose(),
  };
}

type VideoFrame = { canvas: HTMLCanvasElement | OffscreenCanvas; time: number; duration: number };

/** Every n-th frame from the first to the last, scaled so that its longer side has at most `side` pixels. */
export async function* videoFrames(
  { track, width, height }: Video,
  { every, side }: { every: number; side: number },
): AsyncGenerator<VideoFrame> {
  const scale = Math.min(1, side / Math.max(width, height));
  // Coders of video take even sides.
  const even = (value: number) => Math.max(2, 2 * Math.round((value * scale) / 2));
  const sink = new CanvasSink(track, { width: even(width), height: even(height), fit: "fill" });
  let number = 0;
  for await (const { canvas, timestamp, duration } of sink.canvases()) {
    if (number % every === 0) yield { canvas, time: timestamp, duration };
    number += 1;
  }
}

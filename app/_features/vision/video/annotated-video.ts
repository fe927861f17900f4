import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from "mediabunny";
import { classColour } from "#models/vision/class-colour.ts";
import type { Video } from "./open-video.ts";
import { momentAt, type SeenVideo } from "./seen-video.ts";
import { sizeWithin, VideoDamaged, videoFrames } from "./video-frames.ts";

const SIDE = 1_280;

type AnnotateOptions = { signal: AbortSignal; onProgress: (share: number) => void };

/**
 * The video with boxes and ids on every frame, without its sound; of a damaged one what lies before the damage.
 * @throws Error in a learner's words.
 */
export async function annotatedVideo(
  video: Video,
  seen: SeenVideo,
  { signal, onProgress }: AnnotateOptions,
): Promise<{ blob: Blob; ending: "mp4" | "webm" }> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const codec = await getFirstEncodableVideoCodec(["avc", "vp9", "vp8"]);
  if (codec === null || context === null) throw new Error("This browser cannot write videos.");
  const ending = codec === "avc" ? "mp4" : "webm";
  const target = new BufferTarget();
  const output = new Output({
    format: ending === "mp4" ? new Mp4OutputFormat() : new WebMOutputFormat(),
    target,
  });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH });
  output.addVideoTrack(source);
  let isStarted = false;
  try {
    for await (const frame of videoFrames(video, { every: 1, size: sizeWithin(video, SIDE) })) {
      signal.throwIfAborted();
      if (!isStarted) {
        canvas.width = frame.canvas.width;
        canvas.height = frame.canvas.height;
        await output.start();
        isStarted = true;
      }
      context.drawImage(frame.canvas, 0, 0);
      drawBoxes(context, momentAt(seen, frame.time));
      await source.add(Math.max(0, frame.time), frame.duration);
      onProgress(Math.min(1, frame.time / video.duration));
    }
  } catch (error) {
    if (isStarted && !(error instanceof VideoDamaged)) await output.cancel();
    if (!isStarted || !(error instanceof VideoDamaged)) throw error;
  }
  await output.finalize();
  if (target.buffer === null) throw new Error("The video could not be written.");
  return { blob: new Blob([target.buffer]), ending };
}

function drawBoxes(context: CanvasRenderingContext2D, moment: ReturnType<typeof momentAt>): void {
  if (moment === undefined) return;
  const { width, height } = context.canvas;
  const [scaleX, scaleY] = [width / moment.size.width, height / moment.size.height];
  const unit = Math.max(1, Math.round(width / 400));
  context.lineWidth = unit;
  context.font = `${unit * 6}px sans-serif`;
  context.textBaseline = "top";
  for (const { left, top, right, bottom, class: name, classIndex, trackId } of moment.found.toReversed()) {
    const text = trackId === 0 ? name : `${name} ${trackId}`;
    const [x, y] = [left * scaleX, top * scaleY];
    context.strokeStyle = classColour(classIndex);
    context.fillStyle = classColour(classIndex);
    context.strokeRect(x, y, (right - left) * scaleX, (bottom - top) * scaleY);
    context.fillRect(x, y, context.measureText(text).width + unit * 2, unit * 8);
    context.fillStyle = "#111";
    context.fillText(text, x + unit, y + unit);
  }
}

import type { Candidate } from "#models/vision/decode-candidates.ts";
import type { Size } from "#models/vision/box.ts";
import { FRAME_SIDE } from "#server/contract/vision-frame.ts";
import type { Detector } from "../live/detector.ts";
import { videoFrames, type Video } from "./open-video.ts";

/** What a network says of a frame, before suppression, in the frame's pixels. */
export type SeenFrame = { time: number; size: Size; candidates: Candidate[] };

type AnalyseOptions = {
  every: number;
  signal: AbortSignal;
  onSeen: (frames: readonly SeenFrame[]) => void;
};

/** Has every n-th frame looked at, as many at once as the detector takes. Frames come in the order of time. */
export async function analyseVideo(
  video: Video,
  detector: Detector,
  { every, signal, onSeen }: AnalyseOptions,
): Promise<void> {
  const seen: SeenFrame[] = [];
  const underWay = new Set<Promise<void>>();

  async function look(canvas: HTMLCanvasElement | OffscreenCanvas, time: number): Promise<void> {
    // A newer one has taken its place: of a video all count, so it is asked again.
    let sight = null;
    while (sight === null && !signal.aborted) sight = await detector.detect(canvas);
    if (sight === null) return;
    const { width, height } = canvas;
    seen.push({ time, size: { width, height }, candidates: sight.candidates });
    seen.sort((a, b) => a.time - b.time);
    onSeen([...seen]);
  }

  for await (const { canvas, time } of videoFrames(video, { every, side: FRAME_SIDE })) {
    signal.throwIfAborted();
    const one = look(canvas, time).finally(() => underWay.delete(one));
    underWay.add(one);
    if (underWay.size >= detector.atOnce) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

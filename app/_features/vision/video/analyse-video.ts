import type { Candidate } from "#models/vision/decode-candidates.ts";
import type { Size } from "#models/vision/box.ts";
import { FRAME_SIDE } from "#server/contract/vision-frame.ts";
import type { Detector } from "../live/detector.ts";
import type { Video } from "./open-video.ts";
import { sizeWithin, videoFrames } from "./video-frames.ts";

/** What a network says of a frame, before suppression, in the frame's pixels. */
export type SeenFrame = { number: number; time: number; size: Size; candidates: Candidate[] };

type AnalyseOptions = {
  every: number;
  signal: AbortSignal;
  onSeen: (frames: readonly SeenFrame[]) => void;
};

/** All is followed anew with what is told: it is told each time that there is so much more of it. */
const MORE = 1.04;

/**
 * Has every n-th frame looked at, as many at once as the detector takes. Frames come in the order of time; of a damaged video
 * those before the damage have come when it throws.
 */
export async function analyseVideo(
  video: Video,
  detector: Detector,
  { every, signal, onSeen }: AnalyseOptions,
): Promise<void> {
  const seen: SeenFrame[] = [];
  const underWay = new Set<Promise<void>>();
  let told = 0;

  function tell(): void {
    told = seen.length;
    onSeen([...seen]);
  }

  async function look(canvas: HTMLCanvasElement | OffscreenCanvas, at: { number: number; time: number }) {
    // A newer one has taken its place: of a video all count, so it is asked again.
    let sight = null;
    while (sight === null && !signal.aborted) sight = await detector.detect(canvas);
    if (sight === null) return;
    const { width, height } = canvas;
    seen.push({ ...at, size: { width, height }, candidates: sight.candidates });
    seen.sort((a, b) => a.time - b.time);
    if (seen.length >= told * MORE) tell();
  }

  const failures: unknown[] = [];
  try {
    for await (const frame of videoFrames(video, { every, size: sizeWithin(video, FRAME_SIDE) })) {
      const { canvas, number, time } = frame;
      const one = look(canvas, { number, time })
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(one));
      underWay.add(one);
      if (underWay.size >= detector.atOnce) await Promise.race(underWay);
      signal.throwIfAborted();
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(underWay);
    if (seen.length > told) tell();
  }
  if (failures.length > 0) throw failures[0];
}

import { basename } from "node:path";
import { tellCountsOverTime } from "#models/exercises/questions/counts-over-time.ts";
import { countsOf } from "#models/exercises/questions/judge-vision.ts";
import type { Size } from "#models/vision/box.ts";
import { detectionOf, type Detection } from "#models/vision/detection.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { suppress } from "#models/vision/suppress.ts";
import { followThings, type Followed } from "#models/vision/track/follow-things.ts";
import { trackRows } from "#models/vision/track/track-rows.ts";
import { AppError } from "#server/platform/errors.ts";
import { readVideo } from "#server/vision/video/read-video.ts";
import type { Asked } from "./detect-picture.ts";

type Found = Detection & { classIndex: number };
type Looking = Asked & {
  every: number;
  /** Of each frame that was looked at. */
  onFrame: (frame: { number: number; picture: RgbPicture; boxes: Detection[] }) => Promise<void>;
};

export type FoundOnVideo = Size & {
  frames: { number: number; time: number; found: Followed<Found>[] }[];
  tracks: ReturnType<typeof followThings>["tracks"];
  /** The last frame is shown as long as the one before it. */
  seconds: number;
  /** Of all frames together. */
  ms: number;
  /** In words, where it ends too early. */
  damage: string | null;
};

/** @throws AppError INVALID_INPUT where the file is no video, or ffmpeg is not there. */
export async function detectVideo(file: string, looking: Looking): Promise<FoundOnVideo> {
  const { network, descriptor, conf, iou, classes, every, onFrame } = looking;
  const seen: { number: number; time: number; found: Found[] }[] = [];
  let size: Size = { width: 0, height: 0 };
  let ms = 0;
  let damage: string | null = null;
  try {
    for await (const { number, time, picture } of readVideo(file, every)) {
      const answer = await network.ask(picture, Math.max(conf, 0.001));
      const kept = suppress(answer.candidates, { conf, iou, ...(classes === null ? {} : { classes }) });
      const found = kept.map((candidate) => ({
        ...detectionOf(candidate, descriptor.classes),
        classIndex: candidate.classIndex,
      }));
      seen.push({ number, time, found });
      ms += answer.modelMs;
      size = { width: picture.width, height: picture.height };
      await onFrame({ number, picture, boxes: found });
    }
  } catch (error) {
    if (!(error instanceof AppError) || seen.length === 0) throw error;
    damage = error.message;
  }
  const things = followThings(seen, (classIndex) => descriptor.classes[classIndex] ?? `class ${classIndex}`);
  const [before, last] = seen.slice(-2);
  const lasts = before === undefined || last === undefined ? 0 : last.time - before.time;
  return {
    ...size,
    frames: seen.map(({ number, time }, place) => ({ number, time, found: things.found[place] ?? [] })),
    tracks: things.tracks,
    seconds: (seen.at(-1)?.time ?? 0) + lasts,
    ms,
    damage,
  };
}

/** As the vision lab's "Counts as JSON", with the boxes of each frame. */
export function videoReport(file: string, { frames, tracks, seconds, ...video }: FoundOnVideo) {
  const { width, height, ms } = video;
  const counts = countsOf(tracks);
  const moments = frames.map(({ time, found }) => ({
    time,
    counts: new Map(countsOf(found).map((each) => [each.class, each.count])),
  }));
  return {
    file,
    video: basename(file),
    width,
    height,
    counts: Object.fromEntries(counts.map((each) => [each.class, each.count])),
    over: tellCountsOverTime(moments, { classes: counts.map((each) => each.class), seconds }),
    tracks: trackRows(tracks),
    frames: frames.map(({ number, time, found }) => ({
      frame: number,
      second: time,
      boxes: found.map(({ left, top, right, bottom, conf, class: name, trackId: id }) => ({
        left,
        top,
        right,
        bottom,
        conf,
        class: name,
        id,
      })),
    })),
    ms: Math.round(ms * 10) / 10,
  };
}

export function videoLines(file: string, { width, height, frames, tracks, ms }: FoundOnVideo): string {
  const each = frames.length === 0 ? 0 : ms / frames.length;
  return [
    `${file}: ${width} x ${height}, ${frames.length} frames looked at, ${each.toFixed(1)} ms each`,
    ...countsOf(tracks).map(({ class: name, count }) => `  ${String(count).padStart(4)} x ${name}`),
    ...(tracks.length === 0 ? ["  nothing followed; a lower --conf or --every finds more"] : []),
  ].join("\n");
}

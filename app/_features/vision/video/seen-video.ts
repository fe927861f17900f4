import type { Size } from "#models/vision/box.ts";
import { followThings, type Followed } from "#models/vision/track/follow-things.ts";
import type { Track } from "#models/vision/track/track-boxes.ts";
import { foundAt, type Found } from "../detect/found.ts";
import type { SeenFrame } from "./analyse-video.ts";

export type TrackedFound = Followed<Found>;
export type VideoMoment = {
  /** Of its frame, counted from 0. */
  number: number;
  time: number;
  size: Size;
  found: TrackedFound[];
  counts: Map<string, number>;
};
export type SeenVideo = { moments: VideoMoment[]; tracks: (Track & { class: string })[]; classes: string[] };

const NONE: ReadonlySet<number> = new Set();
const IOU = 0.45;

/** What stays of a video's raw output at a confidence: boxes, what they belong to, and counts. */
export function seenVideo(frames: readonly SeenFrame[], names: readonly string[], conf: number): SeenVideo {
  const nameOf = (classIndex: number) => names[classIndex] ?? `class ${classIndex}`;
  const found = frames.map(({ time, candidates }) => ({
    time,
    found: foundAt({ candidates }, names, { conf, iou: IOU, hidden: NONE }),
  }));
  const things = followThings(found, nameOf);
  const moments = frames.map(({ number, time, size }, frame) => {
    const boxes = things.found[frame] ?? [];
    const counts = new Map<string, number>();
    for (const { class: name } of boxes) counts.set(name, (counts.get(name) ?? 0) + 1);
    return { number, time, size, found: boxes, counts };
  });
  const totals = new Map<string, number>();
  for (const { counts } of moments) {
    for (const [name, count] of counts) totals.set(name, (totals.get(name) ?? 0) + count);
  }
  return {
    moments,
    tracks: things.tracks,
    classes: [...totals].toSorted((a, b) => b[1] - a[1]).map(([name]) => name),
  };
}

/** The last moment that is not after a second. */
export function momentAt({ moments }: SeenVideo, time: number): VideoMoment | undefined {
  return moments.findLast((moment) => moment.time <= time + 0.001) ?? moments[0];
}

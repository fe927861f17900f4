import type { Box } from "../box.ts";
import { trackBoxes, type Track, type TrackedFrame } from "./track-boxes.ts";

type Seen = Box & { classIndex: number; class: string };

/** With the id of what it belongs to, and its class: a car that one frame takes for a truck stays a car. 0 of nothing that lasts. */
export type Followed<Found extends Seen> = Found & { trackId: number };

/** Boxes of a video's frames by what they belong to, each thing once a frame under its own name, and all things that last. */
export function followThings<Found extends Seen>(
  frames: readonly TrackedFrame<Found>[],
  nameOf: (classIndex: number) => string,
): { found: Followed<Found>[][]; tracks: (Track & { class: string })[] } {
  const { ids, tracks } = trackBoxes(frames);
  const named = new Map(tracks.map(({ id, classIndex }) => [id, { classIndex, class: nameOf(classIndex) }]));
  const found = frames.map((frame, place) => {
    const taken = new Set<number>();
    return frame.found.flatMap((each, index) => {
      const trackId = ids[place]?.[index] ?? 0;
      // Of one thing under two names the surer is shown.
      if (taken.has(trackId)) return [];
      if (trackId !== 0) taken.add(trackId);
      return [{ ...each, ...named.get(trackId), trackId }];
    });
  });
  return { found, tracks: tracks.map((track) => ({ ...track, class: nameOf(track.classIndex) })) };
}

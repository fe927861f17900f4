import type { followThings } from "./follow-things.ts";

type Track = Pick<
  ReturnType<typeof followThings>["tracks"][number],
  "id" | "class" | "firstTime" | "lastTime" | "sightings"
>;

/** The things of a video as files have them, seconds from its beginning. */
export function trackRows(tracks: readonly Track[]) {
  return tracks.map(({ id, class: name, firstTime, lastTime, sightings }) => ({
    id,
    class: name,
    from: firstTime,
    to: lastTime,
    frames: sightings,
  }));
}

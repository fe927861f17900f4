import type { SeenVideo } from "./seen-video.ts";

/** How many things of each class a video shows, each once, and the things. Seconds from its beginning. */
export function countsFile(video: string, { tracks, moments }: SeenVideo) {
  const counts: Record<string, number> = {};
  for (const { class: name } of tracks) counts[name] = (counts[name] ?? 0) + 1;
  return {
    video,
    frames: moments.length,
    counts,
    tracks: tracks.map(({ id, class: name, firstTime, lastTime, sightings }) => ({
      id,
      class: name,
      from: firstTime,
      to: lastTime,
      frames: sightings,
    })),
  };
}

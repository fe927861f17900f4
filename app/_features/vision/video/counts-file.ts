import { tellCountsOverTime } from "#models/exercises/questions/counts-over-time.ts";
import { trackRows } from "#models/vision/track/track-rows.ts";
import type { SeenVideo } from "./seen-video.ts";

type Of = { file: { name: string }; duration: number };

/** How many things of each class a video shows, each once, how many at once, and the things. Seconds from its beginning. */
export function countsFile({ file, duration }: Of, { tracks, moments, classes }: SeenVideo) {
  const counts: Record<string, number> = {};
  for (const { class: name } of tracks) counts[name] = (counts[name] ?? 0) + 1;
  return {
    video: file.name,
    frames: moments.length,
    counts,
    over: tellCountsOverTime(moments, { classes, seconds: duration }),
    tracks: trackRows(tracks),
  };
}

import type { PictureDistance } from "#models/tasks/picture-distance.ts";
import { formatCount } from "#app/_lib/format-count.ts";

/** Further than so many of those that are like the training pictures: one in a hundred is this far by chance. */
const FAR = 0.99;
const UNUSUAL = 0.9;

type DistanceText = { isFar: boolean; title: string; text: string };

export function distanceText({ of, nearer, timesUsual }: PictureDistance): DistanceText {
  const share = nearer / of;
  const times = timesUsual === null ? "" : `, ${timesUsual.toFixed(1)} times as far as the usual one`;
  const all = nearer === of ? `all ${formatCount(of)}` : `${formatCount(nearer)} of ${formatCount(of)}`;
  const measured = `By its colours, contrast and edges it lies further from the training pictures than ${all} of the validation split that it was compared with${times}.`;
  if (share >= FAR) {
    return {
      isFar: true,
      title: "Unlike what this network has seen",
      text: `${measured} Whatever it is called below, and however surely, nothing like it was there to learn from.`,
    };
  }
  if (share >= UNUSUAL)
    return { isFar: false, title: "Unusual among what this network has seen", text: measured };
  return {
    isFar: false,
    title: "Looks like what this network has seen",
    text: `${measured} That says nothing of what is on it.`,
  };
}

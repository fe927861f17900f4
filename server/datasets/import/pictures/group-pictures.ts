import type { ReadPicture } from "./read-pictures.ts";

/** Values are drawn from ten ranges alike, so that each split has small and great ones. */
const VALUE_GROUPS = 10;
const FEWEST_IN_GROUP = 5;

/** Pictures that are split alike: those of a class, or those whose values lie near each other. */
export function groupPictures(pictures: readonly ReadPicture[]): ReadPicture[][] {
  const classes = new Map<string, ReadPicture[]>();
  const valued: { picture: ReadPicture; value: number }[] = [];
  for (const picture of pictures) {
    if (picture.label.kind === "value") {
      valued.push({ picture, value: picture.label.value });
      continue;
    }
    const group = classes.get(picture.label.className);
    if (group === undefined) classes.set(picture.label.className, [picture]);
    else group.push(picture);
  }
  return [
    ...[...classes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group),
    ...rangesOf(valued),
  ];
}

function rangesOf(valued: readonly { picture: ReadPicture; value: number }[]): ReadPicture[][] {
  const ordered = valued
    .toSorted((a, b) => a.value - b.value || (a.picture.name < b.picture.name ? -1 : 1))
    .map(({ picture }) => picture);
  const count = Math.max(1, Math.min(VALUE_GROUPS, Math.floor(ordered.length / FEWEST_IN_GROUP)));
  const bounds = Array.from({ length: count + 1 }, (_, index) =>
    Math.round((index * ordered.length) / count),
  );
  return ordered.length === 0 ? [] : bounds.slice(1).map((end, index) => ordered.slice(bounds[index], end));
}

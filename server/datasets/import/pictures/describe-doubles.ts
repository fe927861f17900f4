import type { ImportReport, PictureCopy } from "#models/datasets/import/import-report.ts";
import type { ReadPicture } from "./read-pictures.ts";
import type { Splits } from "./split-pictures.ts";

const GROUPS_SHOWN = 50;
const COPIES_SHOWN = 12;

type Doubles = ImportReport["exact"];

/** Counts groups of doubles, and shows the gravest of them. */
export function describeDoubles(groups: readonly (readonly ReadPicture[])[], splits: Splits): Doubles {
  const described = groups.map((group) => {
    const copies = group.map((picture) => copyOf(picture, splits));
    const isAcross = new Set(copies.map(({ split }) => split)).size > 1;
    const isContradictory = new Set(copies.map(({ label }) => label)).size > 1;
    return { copies, isAcross, isContradictory };
  });
  const gravest = described.toSorted((a, b) => gravity(b) - gravity(a));
  return {
    pictures: groups.reduce((sum, group) => sum + group.length - 1, 0),
    acrossSplits: described.filter(({ isAcross }) => isAcross).length,
    contradictory: described.filter(({ isContradictory }) => isContradictory).length,
    groups: gravest.slice(0, GROUPS_SHOWN).map(({ copies }) => spread(copies).slice(0, COPIES_SHOWN)),
  };
}

function gravity({ isAcross, isContradictory }: { isAcross: boolean; isContradictory: boolean }): number {
  return (isContradictory ? 2 : 0) + (isAcross ? 1 : 0);
}

function copyOf(picture: ReadPicture, splits: Splits): PictureCopy {
  const { name, label } = picture;
  return {
    name,
    label: label.kind === "class" ? label.className : String(label.value),
    split: splits.get(picture) ?? "train",
  };
}

/** One of each split first, so that those shown say why the group is one across splits. */
function spread(copies: readonly PictureCopy[]): PictureCopy[] {
  const first = new Map(copies.toReversed().map((copy) => [copy.split + copy.label, copy]));
  const shown = new Set(first.values());
  return [...shown, ...copies.filter((copy) => !shown.has(copy))];
}

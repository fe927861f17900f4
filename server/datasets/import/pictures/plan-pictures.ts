import type { SplitName } from "#models/datasets/descriptor.ts";
import type { PictureSplit } from "#models/datasets/import/import-options.ts";
import { DatasetError } from "../../dataset-error.ts";
import type { ImportLimits } from "./limits.ts";
import type { ReadPicture } from "./read-pictures.ts";
import type { Refused } from "./source-file.ts";
import { splitPictures, type Splits } from "./split-pictures.ts";

/** Fewer would leave a split of the class empty. */
const FEWEST_PER_CLASS = 5;

type FoundClass = {
  name: string;
  found: number;
  tooFew: string | null;
} & Record<SplitName, number>;

export type PicturePlan = {
  kind: "class" | "value";
  /** Pictures of the dataset with their split, in the order in which they were read. */
  splits: Splits;
  /** Every class that was found, also those left out, by name. */
  classes: FoundClass[];
  splitRule: string;
  /** Pictures that are in no split. */
  refused: Refused[];
};

/** Decides which picture goes into which split. @throws DatasetError where that leaves nothing to train on. */
export function planPictures(
  pictures: readonly ReadPicture[],
  split: PictureSplit,
  limits: ImportLimits,
): PicturePlan {
  const kinds = new Set(pictures.map(({ label }) => label.kind));
  if (kinds.size === 0) throw new DatasetError("SOURCE_BROKEN", "Not one picture could be read");
  const kind = kinds.has("value") ? "value" : "class";
  const { splits, rule } = splitPictures(pictures, split);
  const refused = pictures
    .filter((picture) => !splits.has(picture))
    .map(({ name }) => ({ name, reason: "lies in no folder train, val or test" }));
  if (kind === "value") {
    requireEverySplit(splits);
    return { kind, splits, classes: [], splitRule: rule, refused };
  }
  const classes = countClasses(splits, limits);
  const kept = new Set(classes.filter(({ tooFew }) => tooFew === null).map(({ name }) => name));
  if (kept.size < 2) throw tooFewClasses(classes, kept.size);
  const left = [...splits].filter(([{ label }]) => label.kind === "class" && kept.has(label.className));
  return { kind, splits: new Map(left), classes, splitRule: rule, refused };
}

function countClasses(splits: Splits, limits: ImportLimits): FoundClass[] {
  const classes = new Map<string, FoundClass>();
  for (const [{ label }, split] of splits) {
    if (label.kind !== "class") continue;
    const one = classes.get(label.className) ?? {
      name: label.className,
      found: 0,
      tooFew: null,
      train: 0,
      validation: 0,
      test: 0,
    };
    one.found += 1;
    one[split] += 1;
    classes.set(label.className, one);
  }
  if (classes.size > limits.classes) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `There are ${classes.size} classes, at most ${limits.classes} are imported`,
    );
  }
  const ordered = [...classes.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return ordered.map((one) => ({ ...one, tooFew: lackOf(one) }));
}

function lackOf({ found, train, validation, test }: FoundClass): string | null {
  if (found < FEWEST_PER_CLASS) return `has ${found} of the ${FEWEST_PER_CLASS} pictures that a class needs`;
  const empty = [train === 0 && "train", validation === 0 && "validation", test === 0 && "test"].find(
    Boolean,
  );
  return typeof empty === "string" ? `has no picture in ${empty}` : null;
}

function tooFewClasses(classes: readonly FoundClass[], kept: number): DatasetError {
  const lacking = classes
    .filter(({ tooFew }) => tooFew !== null)
    .map(({ name, tooFew }) => `"${name}" ${tooFew}`);
  const why = lacking.length === 0 ? "" : `: ${lacking.slice(0, 5).join(", ")}`;
  return new DatasetError(
    "SOURCE_BROKEN",
    `Two classes are needed to tell apart, and ${kept === 0 ? "none" : "only one"} has enough pictures${why}`,
  );
}

function requireEverySplit(splits: Splits): void {
  const present = new Set(splits.values());
  if (present.size === 3) return;
  throw new DatasetError(
    "SOURCE_BROKEN",
    "Too few pictures: train, validation and test need at least one each",
  );
}

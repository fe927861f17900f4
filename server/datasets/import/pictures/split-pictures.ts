import type { SplitName } from "#models/datasets/descriptor.ts";
import type { PictureSplit } from "#models/datasets/import/import-options.ts";
import { splitClass } from "#models/datasets/split-rule.ts";
import { DatasetError } from "../../dataset-error.ts";
import { SPLIT_NAMES } from "../../packed-format.ts";
import { groupPictures } from "./group-pictures.ts";
import type { ReadPicture } from "./read-pictures.ts";
import { drawSplits, type Shares } from "./seeded-split.ts";

/** What is taken from the training pictures for a split that the folders lack. */
const LACKING_PERCENT = 20;

export type Splits = Map<ReadPicture, SplitName>;

export function splitPictures(
  pictures: readonly ReadPicture[],
  split: PictureSplit,
): { splits: Splits; rule: string } {
  switch (split.rule) {
    case "folders":
      return splitByFolders(pictures);
    case "published":
      return {
        splits: splitAsPublished(pictures),
        rule: "In each class, ordered by the number in the file name: first 60 % train, next 20 % validation, last 20 % test",
      };
    case "seeded": {
      const { seed, validationPercent, testPercent } = split;
      const trainPercent = 100 - validationPercent - testPercent;
      return {
        splits: splitByDrawing(pictures, split),
        rule: `Drawn with seed ${seed}, in each class or range of values alike: ${trainPercent} % train, ${validationPercent} % validation, ${testPercent} % test`,
      };
    }
  }
}

function splitByFolders(pictures: readonly ReadPicture[]): { splits: Splits; rule: string } {
  const present = new Set(pictures.map(({ split }) => split));
  if (!present.has("train")) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      "There is no folder `train` to split by. Choose another split, or put the pictures into train/, val/ and test/",
    );
  }
  const lacking = (["validation", "test"] as const).filter((split) => !present.has(split));
  const given: Splits = new Map(
    pictures.flatMap((picture) => (picture.split === undefined ? [] : [[picture, picture.split]])),
  );
  if (lacking.length === 0) return { splits: given, rule: "As the folders train, val and test say" };
  const drawn = splitByDrawing(
    pictures.filter(({ split }) => split === "train"),
    {
      seed: 1,
      validationPercent: lacking.includes("validation") ? LACKING_PERCENT : 0,
      testPercent: lacking.includes("test") ? LACKING_PERCENT : 0,
    },
  );
  return {
    splits: new Map([...given, ...drawn]),
    rule: `As the folders say; ${lacking.join(" and ")}, which they lack, drawn with seed 1 from train, ${LACKING_PERCENT} % each`,
  };
}

function splitAsPublished(pictures: readonly ReadPicture[]): Splits {
  const splits: Splits = new Map();
  for (const group of groupPictures(pictures)) {
    const named = new Map(group.map((picture) => [picture.name, picture]));
    const names = splitClass([...named.keys()]);
    for (const split of SPLIT_NAMES) {
      for (const name of names[split]) {
        const picture = named.get(name);
        if (picture !== undefined) splits.set(picture, split);
      }
    }
  }
  return splits;
}

function splitByDrawing(pictures: readonly ReadPicture[], shares: Shares): Splits {
  const splits: Splits = new Map();
  for (const [key, group] of groupPictures(pictures).entries()) {
    const drawn = drawSplits(
      group.map(({ name }) => name),
      shares,
      key,
    );
    for (const picture of group) splits.set(picture, drawn.get(picture.name) ?? "train");
  }
  return splits;
}

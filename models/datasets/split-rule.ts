import type { SplitName } from "./descriptor.ts";

export const SPLIT_RULE =
  "In each class, ordered by the number in the file name: first 60 % train, next 20 % validation, last 20 % test";

const LAST_NUMBER = /(\d+)(?!.*\d)/;

/**
 * Splits the files of one class: ordered by the last number in the file name, the first 60 % train, the next
 * 20 % validation, the rest test. The counts of train and validation are rounded down. The order of `names`
 * does not matter. Names with no number come last, and equal numbers are ordered by name.
 *
 * The proportions are those of the VTAB benchmark (Zhai et al., 2019, https://arxiv.org/abs/1910.04867), which
 * gives 16,200 / 5,400 / 5,400 on EuroSAT.
 */
export function splitClass(names: readonly string[]): Record<SplitName, string[]> {
  const ordered = names
    .map((name) => ({ name, number: numberIn(name) }))
    .toSorted((a, b) => compareNumbers(a.number, b.number) || compareText(a.name, b.name))
    .map(({ name }) => name);
  const trainEnd = Math.floor((ordered.length * 3) / 5);
  const validationEnd = trainEnd + Math.floor(ordered.length / 5);
  return {
    train: ordered.slice(0, trainEnd),
    validation: ordered.slice(trainEnd, validationEnd),
    test: ordered.slice(validationEnd),
  };
}

/** The number that orders a file within its class: 12 of `EuroSAT2/Forest/Forest_12.jpg`. */
function numberIn(name: string): number {
  const fileName = name.slice(name.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  const digits = LAST_NUMBER.exec(fileName)?.[1];
  return digits === undefined ? Number.POSITIVE_INFINITY : Number(digits);
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

// Not localeCompare: the split must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

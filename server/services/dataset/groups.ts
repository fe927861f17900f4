import type { TaskTarget } from "#models/tasks/target.ts";
import type { DatasetGroup } from "#server/contract/dataset.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";
import type { Targets } from "#server/datasets/packed-format.ts";

const SAMPLES = 12;
const RANGES = 8;

/**
 * How many examples each class has, or each of eight ranges of a value, and some of them. Of the test split nothing is
 * told: what it holds is for scoring alone.
 */
export async function groupsOf({ descriptor, readTargets }: PackedDataset): Promise<DatasetGroup[]> {
  const [train, validation] = await Promise.all([readTargets("train"), readTargets("validation")]);
  const { names, groupOf } = grouping(descriptor.target, [train, validation]);
  const groups = names.map((name) => ({ name, train: 0, validation: 0, samples: [] as number[] }));
  for (const value of train) {
    const group = groups[groupOf(value)];
    if (group !== undefined) group.train += 1;
  }
  for (const [place, value] of validation.entries()) {
    const group = groups[groupOf(value)];
    if (group === undefined) continue;
    group.validation += 1;
    if (group.samples.length < SAMPLES) group.samples.push(place);
  }
  return groups;
}

type Grouping = { names: string[]; groupOf: (value: number) => number };

function grouping(target: TaskTarget, splits: readonly Targets[]): Grouping {
  if (target.task === "classification") return { names: target.classes, groupOf: (label) => label };
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of splits) {
    for (const value of values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  const step = (most - least) / RANGES;
  if (!(step > 0)) return { names: [`${short(least)}${unitOf(target)}`], groupOf: () => 0 };
  return {
    names: Array.from(
      { length: RANGES },
      (_, range) => `${short(least + range * step)} to ${short(least + (range + 1) * step)}${unitOf(target)}`,
    ),
    groupOf: (value) => Math.min(RANGES - 1, Math.floor((value - least) / step)),
  };
}

const unitOf = ({ unit }: Extract<TaskTarget, { task: "regression" }>) => (unit === "" ? "" : ` ${unit}`);

function short(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en");
}

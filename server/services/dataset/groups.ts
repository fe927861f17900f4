import { classesOf } from "#models/tasks/classes-of.ts";
import type { DatasetGroup } from "#server/contract/dataset.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";

const SAMPLES = 12;

/**
 * How many examples each class has, and some of them; of a regression, one group of all. Of the test split nothing is told: what it holds is for scoring alone.
 */
export async function groupsOf({ descriptor, readTargets }: PackedDataset): Promise<DatasetGroup[]> {
  const [train, validation] = await Promise.all([readTargets("train"), readTargets("validation")]);
  const { target } = descriptor;
  const isValued = target.task === "regression";
  const groups = (isValued ? [target.quantity] : classesOf(target)).map((name) => ({
    name,
    train: 0,
    validation: 0,
    samples: [] as number[],
  }));
  for (const label of train) {
    const group = groups[isValued ? 0 : label];
    if (group !== undefined) group.train += 1;
  }
  for (const [place, label] of validation.entries()) {
    const group = groups[isValued ? 0 : label];
    if (group === undefined) continue;
    group.validation += 1;
    if (group.samples.length < SAMPLES) group.samples.push(place);
  }
  return groups;
}

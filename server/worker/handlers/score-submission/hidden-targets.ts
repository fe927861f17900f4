import { classesOf } from "#models/tasks/classes-of.ts";
import { AppError } from "#server/platform/errors.ts";
import type { HiddenTargets } from "#server/services/competition/place-entries.ts";
import type { Datasets } from "#server/services/dataset/open.ts";

/** Reads the labels of hidden splits, for boards whose parts are drawn of them. */
export function hiddenTargetsOf(datasets: Datasets): HiddenTargets {
  return async (versionId) => {
    try {
      const dataset = await datasets.open(versionId);
      return { targets: await dataset.readTestTargets(), classes: classesOf(dataset.descriptor.target) };
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  };
}

import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { EurosatNotebook } from "./eurosat-notebook.ts";
import type { NotebookDetails } from "./notebook-archive.ts";

type Scored = {
  title: string;
  dataset: Pick<DatasetDescriptor, "target" | "counts">;
  /** As `TaskDefinition.rankOf` has it: the accuracy, or -RMSE. */
  score: number;
  archive: EurosatNotebook["archive"];
};

/** Built-in skies are drawn from it. */
const SEED = 1;

/** The notebook for a run on a dataset of which `whyNoNotebook` says nothing. */
export function detailsFor({ title, dataset: { target, counts }, score, archive }: Scored): NotebookDetails {
  if (target.task === "classification")
    return { kind: "eurosat", title, testAccuracy: score, testCount: counts.test, archive };
  const first = counts.train + counts.validation;
  return { kind: "skies", title, testRmse: -score, first, count: counts.test, seed: SEED };
}

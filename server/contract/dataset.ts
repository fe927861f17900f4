import { z } from "zod";
import { datasetDescriptor } from "#models/datasets/descriptor.ts";

/** What every page may know of the dataset in use. Labels of the test split are not part of it. */
export const datasetInfo = datasetDescriptor.extend({
  /** Label of each validation tile, for the tile picker; index is the tile's place in the split. */
  validationLabels: z.array(z.int()),
});
export type DatasetInfo = z.infer<typeof datasetInfo>;

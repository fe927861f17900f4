import type { Shape } from "#models/layers/define-layer.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";

/** What a network has to fit: the dataset's images and its classes. */
export function targetOf({ descriptor }: PackedDataset): { inputShape: Shape; classes: number } {
  const { height, width, channels, classes } = descriptor;
  return { inputShape: [height, width, channels], classes: classes.length };
}

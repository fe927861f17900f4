import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { Shape } from "#models/layers/define-layer.ts";

/** What a network has to fit: a dataset's images and its classes. */
export function targetOf({ height, width, channels, classes }: DatasetDescriptor): {
  inputShape: Shape;
  classes: number;
} {
  return { inputShape: [height, width, channels], classes: classes.length };
}

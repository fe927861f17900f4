import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { taskOf } from "#models/tasks/index.ts";
import { formatCount } from "#app/_lib/format-count.ts";

type Described = Pick<DatasetDescriptor, "target" | "inputShape" | "frames" | "counts">;

/** `Classification, 10 classes`, `Regression, irradiance in W/m²`. */
export function taskText({ target }: Pick<Described, "target">): string {
  const { label } = taskOf(target);
  if (target.task === "classification") return `${label}, ${formatCount(target.classes.length)} classes`;
  const unit = target.unit === "" ? "" : ` in ${target.unit}`;
  return `${label}, ${target.quantity.toLowerCase()}${unit}`;
}

/** `64 × 64 pixels, colour`, `4 pictures of 64 × 64 pixels, colour`, `48 steps of 3 columns`. */
export function inputText({ inputShape, frames = 1 }: Pick<Described, "inputShape" | "frames">): string {
  if (inputShape.length === 2) return `${inputShape[0]} steps of ${inputShape[1]} columns`;
  const [height, width, channels] = inputShape;
  const colours = channels / frames === 1 ? "grey" : "colour";
  const pictures = frames === 1 ? "" : `${frames} pictures of `;
  return `${pictures}${width} × ${height} pixels, ${colours}`;
}

/** All examples of a dataset. */
export function exampleCount({ counts }: Pick<Described, "counts">): number {
  return counts.train + counts.validation + counts.test;
}

/** 200,000,000 bytes as `200 MB`. */
export function sizeText(bytes: number): string {
  const [size, unit] =
    bytes < 1e6 ? [bytes / 1e3, "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${size.toLocaleString("en", { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}

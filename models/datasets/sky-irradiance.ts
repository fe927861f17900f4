import type { RegressionTarget } from "../tasks/target.ts";
import type { DatasetDescriptor, PictureShape } from "./descriptor.ts";

/**
 * What holds for every set of synthetic skies; how many sequences are drawn, and from which seed, its maker adds. The formula
 * of the value stands in server/datasets/synthetic/sky/irradiance.ts.
 */
export const SKY_IRRADIANCE: Omit<DatasetDescriptor, "counts" | "source"> & {
  target: RegressionTarget;
  inputShape: PictureShape;
} = {
  id: "sky-irradiance",
  title: "Sky irradiance (synthetic)",
  target: { task: "regression", quantity: "Global horizontal irradiance", unit: "W/m²" },
  inputShape: [64, 64, 12],
  element: "uint8",
  frames: 4,
  splitRule: "The first 60 % drawn train, the next 20 % validate, the last 20 % test.",
  licence: "MIT",
  isSynthetic: true,
};

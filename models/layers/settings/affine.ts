import type { Shape, WeightSpec } from "../define-layer.ts";
import type { SettingField } from "../setting-field.ts";

/** What every normalization has beside its statistics: the guard against division by 0, and gamma and beta. */
export const affineFields = [
  {
    name: "epsilon",
    label: "Epsilon",
    kind: "number",
    isAdvanced: true,
    min: 1e-7,
    max: 0.1,
    step: 0.001,
    help: "A small number added to the variance, so that nothing is divided by 0.",
  },
  {
    name: "center",
    label: "Center (beta)",
    kind: "boolean",
    isAdvanced: true,
    help: "Learn a shift for each channel.",
  },
  {
    name: "scale",
    label: "Scale (gamma)",
    kind: "boolean",
    isAdvanced: true,
    help: "Learn a factor for each channel.",
  },
] as const satisfies readonly SettingField[];

/** gamma where it scales, beta where it centers, each of [channels]. */
export function affineWeights(shape: Shape, { center, scale }: { center: boolean; scale: boolean }) {
  const weights: WeightSpec[] = [];
  if (scale) weights.push({ name: "gamma", shape, isTrainable: true, initializer: "ones" });
  if (center) weights.push({ name: "beta", shape, isTrainable: true, initializer: "zeros" });
  return weights;
}

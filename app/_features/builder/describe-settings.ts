import type { GraphNode } from "#models/graph/schema.ts";
import { tellingSettings } from "#models/layers/telling-settings.ts";
import { layerOf } from "#models/layers/index.ts";
import { formatSettingText } from "./inspector/setting-text.ts";

/** What of a block's settings fits on its face: `16 · 2×2 · same · relu`. */
export function describeSettings(node: Pick<GraphNode, "type" | "settings">, parsed: unknown): string {
  const layer = layerOf(node.type);
  if (layer === undefined) return "";
  if (layer.category === "input") return "pixels as 0 to 1";
  if (layer.category === "output") return "softmax over the classes";
  const settings = isRecord(parsed) ? parsed : node.settings;
  const parts = tellingSettings(layer, settings).flatMap(({ field, value }) => {
    if (isUnremarkable(field.name, value)) return [];
    const text = Array.isArray(value) ? value.join("×") : formatSettingText(value);
    const label = SAID_WITH_NAME[field.name];
    if (field.name === "units") return [`${text} units`];
    return [label === undefined ? text : `${label} ${text}`];
  });
  return parts.join(" · ");
}

const SAID_WITH_NAME: Record<string, string> = {
  strides: "stride",
  dilationRate: "dilation",
  groups: "groups",
  depthMultiplier: "depth",
  rate: "rate",
  momentum: "momentum",
  negativeSlope: "slope",
  scale: "scale",
  offset: "offset",
  mean: "mean",
  variance: "variance",
  cropping: "crop",
  sharedAxes: "shares",
  stddev: "stddev",
  epsilon: "ε",
  height: "height",
  width: "width",
  heightFactor: "height",
  widthFactor: "width",
  factor: "factor",
  minValue: "from",
  maxValue: "to",
  axis: "axis",
  kernelL1: "L1",
  kernelL2: "L2",
  depthwiseL1: "L1",
  depthwiseL2: "L2",
  pointwiseL1: "L1",
  pointwiseL2: "L2",
};

/** Left off the face: what nearly every block says. */
function isUnremarkable(name: string, value: unknown): boolean {
  if (typeof value === "boolean") return true;
  if (name === "activation") return value === "linear";
  return name === "strides" && Array.isArray(value) && value.every((side) => side === 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

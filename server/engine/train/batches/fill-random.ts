import { fillMask, type MaskPlace } from "./fill-mask.ts";
import { fillNormal } from "./fill-normal.ts";
import { fillUniform } from "./fill-uniform.ts";

/**
 * What a layer asks for in each step. A mask is uint8, 0 with probability `rate`, else 1; normal numbers are float32 of
 * mean 0 and deviation 1; uniform ones float32 in [0, 1). Augmentation leaves images alone at mask 1 and at uniform 0.5.
 */
export type Draw = { kind: "mask"; rate: number } | { kind: "normal" } | { kind: "uniform" };

export function fillRandom(values: Uint8Array | Float32Array, draw: Draw, place: MaskPlace): void {
  if (values instanceof Uint8Array) fillMask(values, draw.kind === "mask" ? draw.rate : 0, place);
  else if (draw.kind === "uniform") fillUniform(values, place);
  else fillNormal(values, place);
}

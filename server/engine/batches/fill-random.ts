import { fillMask, type MaskPlace } from "./fill-mask.ts";
import { fillNormal } from "./fill-normal.ts";

/** Draws what a layer asks for in a step: a mask of bytes, or normal numbers, for which the rate means nothing. */
export function fillRandom(values: Uint8Array | Float32Array, rate: number, place: MaskPlace): void {
  if (values instanceof Uint8Array) fillMask(values, rate, place);
  else fillNormal(values, place);
}

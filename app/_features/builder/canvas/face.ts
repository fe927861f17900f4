/** How much a block says: less when it is drawn small, so that what it says can be read. */
export type Face = "close" | "near" | "middle" | "far";

/** From this zoom on. Below, letters of the next face are large enough. The sizes are in canvas.css. */
const FROM: readonly [Face, number][] = [
  ["close", 1.15],
  ["near", 0.84],
  ["middle", 0.55],
];

export function faceAt(zoom: number): Face {
  return FROM.find(([, from]) => zoom >= from)?.[0] ?? "far";
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/GlobalAverage/u, "GlobalAvg"],
  [/Average/u, "Avg"],
  [/Pooling/u, "Pool"],
  [/Normalization/u, "Norm"],
  [/Concatenate/u, "Concat"],
  [/Separable/u, "Sep"],
  [/Depthwise/u, "Depth"],
  [/Translation/u, "Shift"],
  [/Transpose/u, "Transp"],
];

/** A layer's type in few letters, for a face that is far away. */
export function shortType(type: string): string {
  return SHORT.reduce((text, [long, short]) => text.replace(long, short), type);
}

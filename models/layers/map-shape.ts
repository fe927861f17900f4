import type { Shape } from "./define-layer.ts";

export type MapShape = { height: number; width: number; channels: number };

/** Reads [height, width, channels]; null for any other rank. */
export function mapShape(shape: Shape | undefined): MapShape | null {
  const [height, width, channels] = shape ?? [];
  if (shape?.length !== 3 || height === undefined || width === undefined || channels === undefined)
    return null;
  return { height, width, channels };
}

import type { ShapeResult } from "./define-layer.ts";

type Parts = { channels: number; filters: number; groups: number };

/** Why channels and filters cannot be split into groups; null where they can. */
export function wrongGroups(layer: string, { channels, filters, groups }: Parts): ShapeResult | null {
  if (channels % groups === 0 && filters % groups === 0) return null;
  const reason = `${layer} cannot split ${channels} channels and ${filters} filters into ${groups} equal groups`;
  return { ok: false, reason };
}

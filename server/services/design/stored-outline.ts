import { graphOutline, type GraphOutline } from "#models/graph/outline.ts";

/** What is stored of a design's graph; null where nothing is, or what an older version of Strata made of it. */
export function storedOutline(json: unknown): GraphOutline | null {
  return graphOutline.safeParse(json).data ?? null;
}

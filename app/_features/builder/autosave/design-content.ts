import type { ModelGraph } from "#models/graph/schema.ts";

/** What the builder saves of a design. */
export type DesignContent = { name: string; graph: ModelGraph; isShared: boolean };

export type SavedDesign = DesignContent & { revision: number };

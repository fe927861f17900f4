import type { ModelGraph } from "../graph/schema.ts";

export type Preset = {
  id: string;
  title: string;
  /** One line for the list. */
  summary: string;
  graph: ModelGraph;
};

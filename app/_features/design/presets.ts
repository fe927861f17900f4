import { EUROSAT } from "#models/datasets/eurosat.ts";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { FULL_SIZE_PRESETS, PRESETS, REGRESSION_PRESETS, TRANSFER_PRESETS } from "#models/presets/index.ts";

export type StartingPoint = {
  /** A preset's id, undefined for the empty canvas. */
  presetId: string | undefined;
  title: string;
  summary: string;
  graph: ModelGraph;
  params: number;
};

export const STARTING_POINTS: readonly StartingPoint[] = [
  ...[...PRESETS, ...TRANSFER_PRESETS, ...REGRESSION_PRESETS, ...FULL_SIZE_PRESETS].map((preset) => ({
    presetId: preset.id,
    title: preset.title,
    summary: preset.summary,
    graph: preset.graph,
    params: analyzeGraph(preset.graph, EUROSAT).totals.params,
  })),
  {
    presetId: undefined,
    title: "Empty canvas",
    summary: "Input and Output, and everything between them is yours.",
    graph: emptyGraph(),
    params: 0,
  },
];

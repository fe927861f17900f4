import type { ModelGraph } from "#models/graph/schema.ts";

/** The file that `npm run train -- --model FILE` takes: the bare graph. */
export function formatModelFile(graph: ModelGraph): string {
  return `${JSON.stringify(graph, null, 2)}\n`;
}

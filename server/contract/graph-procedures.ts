/**
 * Procedures that take a network, or masks. Their input is long, so it is sent alone, never in a batch with others, and is read
 * apart from what everybody waits for.
 */
const GRAPH_PROCEDURES = [
  "cost.estimate",
  "design.save",
  "exercise.create",
  "exercise.save",
  "submission.submit",
] as const;
export type GraphProcedure = (typeof GRAPH_PROCEDURES)[number];

export function isGraphProcedure(path: string): path is GraphProcedure {
  return (GRAPH_PROCEDURES as readonly string[]).includes(path);
}

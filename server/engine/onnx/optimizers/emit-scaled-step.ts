import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { WeightVector } from "../graph/weight-layout.ts";

/** What each weight's step is multiplied by, as the vector has them; null where all are taken whole. */
export function rateFactors(
  vector: WeightVector,
  layers: ReadonlySet<string> | undefined,
  factor: number,
): Float32Array | null {
  const scaled = vector.entries.filter(({ weight }) => layers?.has(weight.layer) === true);
  if (factor === 1 || scaled.length === 0) return null;
  const factors = new Float32Array(vector.length).fill(1);
  for (const { offset, size } of scaled) factors.fill(factor, offset, offset + size);
  return factors;
}

/** from + factors (to - from): a step at another learning rate, as of every optimizer here the rate is a factor of the step. */
export function emitScaledStep(
  graph: GraphBuilder,
  factors: Float32Array | null,
  { from, to }: { from: string; to: string },
): string {
  if (factors === null) return to;
  const all = graph.filled([factors.length], (values) => values.set(factors));
  return graph.node("Add", [from, graph.node("Mul", [all, graph.node("Sub", [to, from])])]);
}

import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Values one behind the other along an axis, in several operators where one may not have as many inputs. */
export function emitConcat(graph: GraphBuilder, values: readonly string[], axis: number): string {
  const { maxInputs } = graph.target;
  const [only = ""] = values;
  if (values.length <= 1) return only;
  if (values.length <= maxInputs) return graph.node("Concat", values, { axis });
  const parts = Array.from({ length: Math.ceil(values.length / maxInputs) }, (_, i) =>
    emitConcat(graph, values.slice(i * maxInputs, (i + 1) * maxInputs), axis),
  );
  return emitConcat(graph, parts, axis);
}

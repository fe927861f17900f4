import type { Interpolation } from "#models/layers/settings/interpolation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { Matrix } from "./emit-both-ways.ts";

/** [to, from]: what each of `to` new places takes from `from` old ones, both seen as the middles of pixels. */
export function resizeMatrix(
  graph: GraphBuilder,
  { from, to, interpolation }: { from: number; to: number; interpolation: Interpolation },
): Matrix | null {
  if (from === to) return null;
  const values = new Float32Array(to * from);
  const transposed = new Float32Array(to * from);
  const add = (row: number, column: number, weight: number) => {
    const place = Math.min(from - 1, Math.max(0, column));
    values[row * from + place] = (values[row * from + place] ?? 0) + weight;
    transposed[place * to + row] = values[row * from + place] ?? 0;
  };
  for (let row = 0; row < to; row++) {
    const middle = ((row + 0.5) * from) / to;
    if (interpolation === "nearest") add(row, Math.floor(middle), 1);
    else {
      const before = Math.floor(middle - 0.5);
      const nearness = middle - 0.5 - before;
      add(row, before, 1 - nearness);
      add(row, before + 1, nearness);
    }
  }
  return {
    value: () => graph.floats(values, [to, from]),
    transposed: () => graph.floats(transposed, [from, to]),
  };
}

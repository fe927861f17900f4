import type { WeightSpec } from "../layers/define-layer.ts";
import { elementCount } from "../layers/element-count.ts";
import type { GraphIssue } from "./graph-issue.ts";

/** Products that making a kernel orthogonal may take; so many take some 10 seconds. */
const MAX_PRODUCTS = 10_000_000_000;

/** A kernel of n values, s on the shorter side of it as a matrix, takes n s products to make orthogonal. */
export function initializerIssues(nodeId: string, weights: readonly WeightSpec[]): GraphIssue[] {
  return weights.flatMap(({ initializer, shape }) => {
    const count = elementCount(shape);
    const columns = shape.at(-1) ?? 1;
    const products = count * Math.min(columns, count / columns);
    if (initializer !== "orthogonal" || products <= MAX_PRODUCTS) return [];
    const message =
      `An orthogonal kernel of ${shape.join(" x ")} takes too long to draw; ` +
      "choose another initializer, such as glorot_uniform, or make the layer smaller";
    return [{ severity: "error", code: "SLOW_INITIALIZER", message, nodeId }];
  });
}

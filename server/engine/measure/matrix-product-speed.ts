import { Tensor } from "onnxruntime-node";
import { createSession } from "../onnx/session/create-session.ts";
import { GraphBuilder } from "../onnx/graph/graph-builder.ts";

const SIDE = 1_536;
const RUNS = 12;

/** The most that this machine multiplies and adds: GFLOP/s of one large float32 matrix product, the best of 12. */
export async function matrixProductSpeed({ threads }: { threads: number }): Promise<number> {
  const graph = new GraphBuilder();
  const dims = [SIDE, SIDE];
  const [a = "", b = ""] = ["a", "b"].map((name) => graph.input(name, "float32", dims));
  graph.output("product", graph.node("MatMul", [a, b]), { type: "float32", dims });
  const session = await createSession(graph.encode("matrix-product"), { threads });
  const matrix = new Tensor("float32", new Float32Array(SIDE * SIDE).fill(0.5), dims);
  const product = new Tensor("float32", new Float32Array(SIDE * SIDE), dims);
  let bestMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now();
    await session.run({ a: matrix, b: matrix }, { product });
    bestMs = Math.min(bestMs, performance.now() - startedAt);
  }
  await session.release();
  return (2 * SIDE ** 3) / bestMs / 1e6;
}

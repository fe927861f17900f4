import { Tensor } from "onnxruntime-node";
import { createSession } from "./create-session.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";

const CHANNELS = 64;

let detected: Promise<number> | undefined;

/** How many channels the runtime's blocked layout puts side by side on this processor; 0 where it has none. */
export function detectBlockSize(): Promise<number> {
  detected ??= detect();
  return detected;
}

/** Reorders [1, 64, 1, 2], whose values count up: the second pixel of the first channel lands one block further on. */
async function detect(): Promise<number> {
  const graph = new GraphBuilder();
  const dims = [1, CHANNELS, 1, 2];
  const input = graph.input("input", "float32", dims);
  graph.output("output", graph.blocked("ReorderInput", [input]), { type: "float32", dims });
  try {
    const session = await createSession(graph.encode("block-size"), { threads: 1 });
    const values = Float32Array.from({ length: 2 * CHANNELS }, (_, i) => i);
    const { output } = await session.run({ input: new Tensor("float32", values, dims) });
    await session.release();
    const reordered = output?.data as Float32Array | undefined;
    return Math.max(0, reordered?.indexOf(1) ?? 0);
  } catch {
    // A runtime without the blocked operators computes in the plain layout.
    return 0;
  }
}

import { z } from "zod";
import { median } from "./statistics.ts";

const shapes = z.array(z.record(z.string(), z.array(z.number())));

/** What ONNX Runtime writes of each time that a node ran. */
const nodeRun = z.object({
  cat: z.literal("Node"),
  name: z.string().endsWith("_kernel_time"),
  dur: z.number(),
  args: z.object({ op_name: z.string(), input_type_shape: shapes, output_type_shape: shapes }),
});

export type NodeTime = {
  /** As in the graph, without what ONNX Runtime adds. */
  name: string;
  op: string;
  inputs: readonly (readonly number[])[];
  output: readonly number[];
  /** Median over the steps. */
  ms: number;
};

/** Times of the nodes of a training step, from the events of ONNX Runtime's profiler. Rounds of a Scan are its own. */
export function nodeTimes(events: readonly unknown[]): NodeTime[] {
  const runs = events.flatMap((event) => nodeRun.safeParse(event).data ?? []);
  const scans = new Set(runs.flatMap(({ name, args }) => (args.op_name === "Scan" ? [nameOf(name)] : [])));
  const byName = new Map<string, typeof runs>();
  for (const run of runs) {
    const name = nameOf(run.name);
    if (scans.has(name.split("/")[0] ?? "") && !scans.has(name)) continue;
    byName.set(name, [...(byName.get(name) ?? []), run]);
  }
  return [...byName].flatMap(([name, times]) => {
    const [first] = times;
    if (first === undefined) return [];
    const { op_name: op, input_type_shape: inputs, output_type_shape: outputs } = first.args;
    return {
      name,
      op,
      inputs: inputs.flatMap((input) => Object.values(input)),
      output: outputs.flatMap((output) => Object.values(output))[0] ?? [],
      ms: median(times.map(({ dur }) => dur / 1000)),
    };
  });
}

function nameOf(event: string): string {
  return event.replace(/_kernel_time$/, "");
}

export type OperatorTime = { op: string; nodes: number; ms: number; share: number };

/** The same by kind of operator, the longest first. */
export function operatorTimes(times: readonly NodeTime[]): OperatorTime[] {
  const total = times.reduce((sum, { ms }) => sum + ms, 0);
  const byOp = new Map<string, NodeTime[]>();
  for (const time of times) byOp.set(time.op, [...(byOp.get(time.op) ?? []), time]);
  return [...byOp]
    .map(([op, nodes]) => {
      const ms = nodes.reduce((sum, node) => sum + node.ms, 0);
      return { op, nodes: nodes.length, ms, share: ms / total };
    })
    .toSorted((a, b) => b.ms - a.ms);
}

export type ProductTime = {
  op: string;
  inputs: string;
  output: string;
  nodes: number;
  /** Of one of them. */
  ms: number;
  gflops: number;
};

/**
 * Convolutions and matrix products with how fast each is, those of equal shapes together, the longest first.
 * @param multiplyAdds of a node by its name; 0 for nodes that multiply nothing.
 */
export function productTimes(
  times: readonly NodeTime[],
  multiplyAdds: (name: string) => number,
): ProductTime[] {
  const alike = new Map<string, NodeTime[]>();
  for (const time of times) {
    if (multiplyAdds(time.name) === 0) continue;
    const key = JSON.stringify([time.op, time.inputs, time.output]);
    alike.set(key, [...(alike.get(key) ?? []), time]);
  }
  return [...alike.values()]
    .flatMap((nodes) => {
      const [first] = nodes;
      if (first === undefined) return [];
      const ms = median(nodes.map((node) => node.ms));
      const gflops = (2 * multiplyAdds(first.name)) / ms / 1e6;
      const inputs = first.inputs.slice(0, first.op === "Scan" ? 3 : 2).map((dims) => dims.join("x"));
      return {
        op: first.op,
        inputs: inputs.join(" "),
        output: first.output.join("x"),
        nodes: nodes.length,
        ms,
        gflops,
      };
    })
    .toSorted((a, b) => b.ms * b.nodes - a.ms * a.nodes);
}

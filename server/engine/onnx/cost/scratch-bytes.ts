import type { OnnxNode } from "../graph/proto/onnx-model.ts";
import { scanRound } from "./scan-round.ts";
import { ABSENT, integer } from "./shape-rules.ts";
import { bytesOf, type ValueInfo } from "./value-info.ts";

/** Of MLAS's segmented convolution, 128 x 128 float32 a thread. */
const SEGMENT_BYTES = 65_536;

/**
 * What a kernel takes for itself while it runs: windows laid out as columns for the matrix product of a convolution, the
 * values of a round.
 * Source: onnxruntime/core/mlas/lib/convolve.cpp and core/providers/cpu/nn/conv_transpose.cc, release 1.30.
 */
export function scratchBytes(
  node: OnnxNode,
  values: ReadonlyMap<string, ValueInfo>,
  { threads }: { threads: number },
): number {
  const round = scanRound(node, values);
  if (round !== null) {
    const made = round.nodes.flatMap(({ outputs }) => outputs);
    return made.reduce((total, name) => total + bytesOf(round.values.get(name) ?? ABSENT), 0);
  }
  const { op, domain, inputs, outputs, attributes } = node;
  const input = values.get(inputs[0] ?? "")?.dims ?? [];
  const kernel = values.get(inputs[1] ?? "")?.dims ?? [];
  const output = values.get(outputs[0] ?? "")?.dims ?? [];
  const area = (dims: readonly number[]) => dims.slice(2).reduce((product, side) => product * side, 1);
  if (op === "ConvTranspose") {
    const group = integer(attributes.group, 1);
    return 4 * ((output[1] ?? 1) / group) * area(kernel) * area(input);
  }
  if (op !== "Conv" || domain !== "") return 0;
  const filters = (kernel[0] ?? 1) / integer(attributes.group, 1);
  const columns = 4 * (kernel[1] ?? 1) * area(kernel) * area(output);
  return filters > area(output) ? columns : threads * SEGMENT_BYTES;
}

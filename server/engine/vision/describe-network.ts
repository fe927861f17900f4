import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { COCO_CLASSES } from "#models/vision/coco-classes.ts";
import { isInPixels, recogniseOutput, type OutputForm } from "#models/vision/output-form.ts";
import {
  IMAGENET_INPUT,
  TENSORFLOW_INPUT,
  ULTRALYTICS_INPUT,
  YOLOX_INPUT,
  type Preprocessing,
} from "#models/vision/preprocessing.ts";
import { EngineError } from "../engine-error.ts";
import { checkOnnxFile, MOST_MODEL_BYTES } from "./check-onnx-file.ts";
import { measureNetwork } from "./measure-network.ts";
import { readOnnxFile } from "./onnx-file.ts";

export type NetworkDescription = Pick<
  ModelDescriptor,
  "task" | "classes" | "input" | "form" | "preprocessing" | "layers" | "params" | "multiplyAdds"
> & {
  /** What the file itself says; null where it says nothing. */
  licence: string | null;
};

/**
 * What an ONNX file of a detector or a classifier is, told by its inputs, outputs and one run.
 * @throws EngineError BAD_DATA with the reason where it is none of the known forms or cannot be run safely.
 */
export async function describeNetwork(bytes: Uint8Array): Promise<NetworkDescription> {
  if (bytes.byteLength > MOST_MODEL_BYTES) {
    const [size, most] = [bytes.byteLength, MOST_MODEL_BYTES].map((each) => (each / 1e6).toFixed(0));
    throw new EngineError("BAD_DATA", `This file has ${size} MB, ${most} MB is the limit.`);
  }
  const file = readOnnxFile(bytes);
  const input = checkOnnxFile(file);
  const measured = await measureNetwork({ bytes, file, inputName: input.name, size: input.size });
  const { output, ...counts } = measured;
  const recognised = recogniseOutput(output.dims, input.size);
  if (!recognised.ok) throw new EngineError("BAD_DATA", `This network is not taken. ${recognised.reason}.`);
  const isDecoded = recognised.form === "grid" && isInPixels(output.values, output.dims[2] ?? 1, input.size);
  return {
    task: recognised.form === "logits" ? "classification" : "detection",
    classes: classesOf(file.metadata.get("names"), recognised.classes),
    input: input.size,
    form: isDecoded ? "anchors" : recognised.form,
    preprocessing: preprocessingOf(recognised.form, recognised.classes),
    ...counts,
    licence: file.metadata.get("license")?.slice(0, 200) ?? null,
  };
}

/** What networks of this form were trained with. */
function preprocessingOf(form: OutputForm, classes: number): Preprocessing {
  if (form === "grid") return YOLOX_INPUT;
  if (form !== "logits") return ULTRALYTICS_INPUT;
  // TensorFlow's have a class "background" before ImageNet's thousand.
  return classes === 1001 ? TENSORFLOW_INPUT : IMAGENET_INPUT;
}

/** @param names as Ultralytics writes them into a file, `{0: 'person', 1: 'bicycle'}`. */
function classesOf(names: string | undefined, count: number): string[] {
  const found = new Map<number, string>();
  for (const [, index, single, double] of (names ?? "").matchAll(/(\d+)\s*:\s*(?:'([^']*)'|"([^"]*)")/g)) {
    found.set(Number(index), plainName(single ?? double ?? ""));
  }
  if (found.size > 0 && found.size !== count) {
    throw new EngineError(
      "BAD_DATA",
      `This network is not taken. It names ${found.size} classes and has scores for ${count}.`,
    );
  }
  return Array.from(
    { length: count },
    (_, index) => found.get(index) || (count === 80 ? COCO_CLASSES[index] : "") || `class ${index}`,
  );
}

function plainName(name: string): string {
  return name.replaceAll(/\p{C}/gu, " ").trim().slice(0, 80);
}

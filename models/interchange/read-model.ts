import { MAX_NODES } from "../graph/node-schema.ts";
import { classNameOf } from "./class-name.ts";
import { own } from "./json.ts";
import type { KerasVersion } from "./keras-version.ts";
import { readCall, sourceOf, type LayerCall } from "./read-call.ts";
import { Refusal, shown } from "./refusal.ts";

/** A layer as the file has it, and which ones it reads. */
export type FileLayer = { name: string; className: string; config: unknown } & LayerCall;

export type FileModel = {
  version: KerasVersion;
  layers: readonly FileLayer[];
  /** The layer whose output is the model's. */
  output: string;
};

/** Whether a JSON value is one of the kinds of file that `readModel` reads, good or bad. */
export function isKerasModel(json: unknown): boolean {
  return ["class_name", "modelTopology", "model_config"].some((key) => own(json, key) !== undefined);
}

/**
 * The layers of a TensorFlow.js `model.json`, of Keras's `model.to_json()`, 2 or 3, or of the `config.json` of a
 * `.keras` file.
 * @throws Refusal that says what is not supported.
 */
export function readModel(json: unknown): FileModel {
  const format = own(json, "format");
  if (format === "graph-model") {
    throw new Refusal(
      "The file is a TensorFlow.js graph model, which holds operators and no layers. Convert it as a layers model",
    );
  }
  const topology = own(json, "modelTopology") ?? json;
  const model = own(topology, "model_config") ?? topology;
  const className = own(model, "class_name");
  const version = kerasVersion(topology, model);
  switch (className) {
    case "Functional":
    case "Model":
      return { version, ...readFunctional(own(model, "config")) };
    case "Sequential":
      return { version, ...readSequential(own(model, "config")) };
    default:
      throw new Refusal(`Expected a Functional or a Sequential model of Keras, received ${shown(className)}`);
  }
}

/** Only Keras 3 names the module of a class. */
function kerasVersion(...sources: readonly unknown[]): KerasVersion {
  const said = sources.map((source) => own(source, "keras_version")).find((text) => typeof text === "string");
  if (said !== undefined) return said.startsWith("3") ? 3 : 2;
  return sources.some((source) => typeof own(source, "module") === "string") ? 3 : 2;
}

function readFunctional(config: unknown): Omit<FileModel, "version"> {
  const layers = layerList(own(config, "layers")).map((json): FileLayer => {
    const config = own(json, "config");
    const name = layerName(own(json, "name") ?? own(config, "name"));
    return { name, className: classNameOf(json, name), config, ...readCall(name, json) };
  });
  const outputs = tensorList(own(config, "output_layers"));
  if (outputs.length !== 1) {
    throw new Refusal(`The model has ${outputs.length} outputs; Strata takes networks with one`);
  }
  return { layers, output: outputs[0] ?? "" };
}

function readSequential(config: unknown): Omit<FileModel, "version"> {
  // TensorFlow.js once wrote the bare list of layers.
  const list = Array.isArray(config) ? config : own(config, "layers");
  const layers: FileLayer[] = [];
  for (const json of layerList(list)) {
    const config = own(json, "config");
    const name = layerName(own(config, "name"));
    const before = layers.at(-1);
    layers.push({
      name,
      className: classNameOf(json, name),
      config,
      inputs: before === undefined ? [] : [before.name],
      callNotes: [],
    });
  }
  const [first] = layers;
  if (first === undefined) throw new Refusal("The model has no layers");
  if (first.className !== "InputLayer") {
    const shape =
      own(first.config, "batch_input_shape") ??
      own(first.config, "batch_shape") ??
      own(config, "build_input_shape");
    const input = { name: "input", className: "InputLayer", config: { batch_shape: shape } };
    layers.unshift({ ...input, inputs: [], callNotes: [] });
    layers[1] = { ...first, inputs: [input.name] };
  }
  return { layers, output: layers.at(-1)?.name ?? "" };
}

function layerList(list: unknown): readonly unknown[] {
  if (!Array.isArray(list)) throw new Refusal("The model has no list of layers");
  if (list.length > MAX_NODES - 2) {
    throw new Refusal(`The model has ${list.length} layers, at most ${MAX_NODES - 2} fit`);
  }
  return list;
}

function layerName(name: unknown): string {
  if (typeof name === "string" && name !== "") return name;
  throw new Refusal(`A layer has no name: expected text, received ${shown(name)}`);
}

/** `[["dense", 0, 0]]`, or `["dense", 0, 0]` as Keras 3 writes a single one. */
function tensorList(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const entries: unknown[] = typeof list[0] === "string" ? [list] : list;
  return entries.map((entry) => sourceOf(entry, "at the end"));
}

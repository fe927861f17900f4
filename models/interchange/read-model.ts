import { classNameOf, isOperation } from "./class-name.ts";
import { isNestedDeeper, MAX_DEPTH } from "./file/is-nested-deeper.ts";
import { parseJson } from "./file/parse-json.ts";
import { flattenModel, requireFitting } from "./flatten-model.ts";
import { isObject, own } from "./json.ts";
import { kerasVersion } from "./keras-version.ts";
import { pythonic } from "./pythonic.ts";
import type { FileModel, RawLayer, RawModel } from "./file-model.ts";
import { readCalls, refOf, type LayerRef } from "./read-call.ts";
import { Refusal, shown } from "./refusal.ts";

/** Whether a JSON value is one of the kinds of file that `readModel` reads, good or bad. */
export function isKerasModel(json: unknown): boolean {
  if (Array.isArray(json)) return own(json[0], "class_name") !== undefined;
  const hasLayers = own(json, "layers") !== undefined && own(json, "nodes") === undefined;
  return hasLayers || KEYS.some((key) => own(json, key) !== undefined);
}

const KEYS = ["class_name", "className", "modelTopology", "model_topology", "model_config", "modelConfig"];

/**
 * The layers of a TensorFlow.js `model.json`, of Keras's `model.to_json()`, 2 or 3, or of the `config.json` of a
 * `.keras` file, models in it taken apart.
 * @param saidVersion of Keras, where it stands beside the JSON.
 * @throws Refusal that says what is not supported.
 */
export function readModel(file: unknown, saidVersion?: string): FileModel {
  const json = pythonic(file);
  if (own(json, "format") === "graph-model") {
    throw new Refusal(
      "It is a TensorFlow.js graph model, which holds operators and no layers. Convert it as a layers model",
    );
  }
  const topology = inner(json, "model_topology");
  const model = withConfig(asModel(inner(topology, "model_config")));
  const said = [topology, model].map((source) => own(source, "keras_version"));
  const versionText = saidVersion ?? said.find((text) => typeof text === "string");
  requireReadable(versionText);
  if (!isModel(model)) {
    throw new Refusal(
      `Expected a Functional or a Sequential model of Keras, received ${shown(own(model, "class_name"))}`,
    );
  }
  return { version: kerasVersion(versionText, model), ...flattenModel(modelOf(model, "The model")) };
}

/** What lies under a key, and is JSON in a text in HDF5's attributes; the whole where nothing does. */
function inner(json: unknown, key: string): unknown {
  const value = own(json, key);
  if (value === undefined || value === null) return json;
  if (typeof value !== "string") return value;
  const parsed = parseJson(value);
  if (isNestedDeeper(parsed, MAX_DEPTH))
    throw new Refusal(`The text in ${key} is nested too deep for a model`);
  return pythonic(parsed);
}

/** Of `model.get_config()` alone, and of the bare list of layers, there is no class. */
function asModel(json: unknown): unknown {
  if (Array.isArray(json)) return { class_name: "Sequential", config: json };
  if (own(json, "class_name") !== undefined || own(json, "layers") === undefined) return json;
  const className = own(json, "output_layers") === undefined ? "Sequential" : "Functional";
  return { class_name: className, config: json };
}

function requireReadable(version: unknown): void {
  if (typeof version !== "string" || !/^[01]\./.test(version)) return;
  throw new Refusal(
    `It is of Keras ${version.slice(0, 20)}, whose layers have other arguments. Load it in Keras 2 and save it again`,
  );
}

/** The config, which may be JSON in a text as well. */
function withConfig(model: unknown): unknown {
  return typeof own(model, "config") === "string"
    ? { ...(model as object), config: inner(model, "config") }
    : model;
}

const FUNCTIONAL = new Set(["Functional", "Model"]);

function isModel(json: unknown): boolean {
  const className = own(json, "class_name");
  return className === "Sequential" || FUNCTIONAL.has(String(className));
}

/** @param what the model is called in a refusal. */
function modelOf(json: unknown, what: string): RawModel {
  const config = own(json, "config");
  return own(json, "class_name") === "Sequential"
    ? readSequential(config, own(own(json, "build_config"), "input_shape"), what)
    : readFunctional(config, what);
}

function readFunctional(config: unknown, what: string): RawModel {
  const layers = layerList(own(config, "layers"), what).map((json): RawLayer => {
    const layer = rawLayer(json);
    return { ...layer, calls: readCalls(layer.name, json) };
  });
  return {
    layers,
    inputs: tensorList(own(config, "input_layers")),
    outputs: tensorList(own(config, "output_layers")),
  };
}

function readSequential(config: unknown, built: unknown, what: string): RawModel {
  // TensorFlow.js once wrote the bare list of layers.
  const list = Array.isArray(config) ? config : own(config, "layers");
  const layers = layerList(list, what).map(rawLayer);
  const [first] = layers;
  if (first === undefined) throw new Refusal(`${what} has no layers`);
  if (first.className !== "InputLayer")
    layers.unshift(inputBefore(first, own(config, "build_input_shape") ?? built));
  const [input, ...rest] = layers.map(({ name }): LayerRef => ({ layer: name, tensor: 0 }));
  const chained = layers.map((layer, index): RawLayer => {
    const before = layers[index - 1];
    const inputs = before === undefined ? [] : [{ layer: before.name, tensor: 0 }];
    return { ...layer, calls: [{ inputs, values: [], kwargs: {} }] };
  });
  const last = rest.at(-1) ?? input;
  return {
    layers: chained,
    inputs: input === undefined ? [] : [input],
    outputs: last === undefined ? [] : [last],
  };
}

/** A Sequential model says its input's shape in its first layer, which may be a model that says it in its own. */
function inputBefore(first: RawLayer, built: unknown): RawLayer {
  const said = firstShape(first);
  const shape = Object.keys(said).length > 0 ? said : { batch_shape: built };
  const name = first.name === "input" ? "input_1" : "input";
  return {
    name,
    className: "InputLayer",
    config: { name, ...shape },
    isOperation: false,
    calls: [],
    model: null,
  };
}

const SHAPE_KEYS = ["batch_input_shape", "batch_shape", "input_shape"];

function firstShape({ config, model }: RawLayer): Record<string, unknown> {
  const [inside] = model?.layers ?? [];
  const entries = SHAPE_KEYS.flatMap((key): [string, unknown][] => {
    const value = own(config, key);
    return value === undefined || value === null ? [] : [[key, value]];
  });
  if (entries.length > 0 || inside === undefined) return Object.fromEntries(entries);
  return firstShape(inside);
}

function rawLayer(json: unknown): RawLayer {
  const config = own(json, "config");
  const name = own(json, "name") ?? own(config, "name");
  if (typeof name !== "string" || name === "") {
    const what = own(json, "class_name");
    const of = typeof what === "string" ? `, a ${what.slice(0, 60)},` : "";
    throw new Refusal(`A layer${of} has no name: expected text, received ${shown(name)}`);
  }
  const className = classNameOf(json, name);
  const model = isModel(json) ? modelOf(json, `${name}: the model in it`) : null;
  return { name, className, config, isOperation: isOperation(json), calls: [], model };
}

function layerList(list: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(list)) throw new Refusal(`${what} has no list of layers`);
  requireFitting(list.length);
  return list;
}

/**
 * `[["dense", 0, 0]]`, or `["dense", 0, 0]` as Keras 3 writes a single one, or either by names in an object, however deep.
 */
function tensorList(list: unknown): LayerRef[] {
  if (isObject(list)) return Object.values(list).flatMap(tensorList);
  if (!Array.isArray(list)) return [];
  return typeof list[0] === "string"
    ? [refOf(list, "the model's end")]
    : (list as unknown[]).flatMap(tensorList);
}

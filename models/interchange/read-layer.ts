import type { GraphNode } from "../graph/schema.ts";
import { isObject, own, type Json } from "./json.ts";
import { kerasName } from "./keras-config.ts";
import type { KerasLayer } from "./keras-layer.ts";
import type { KerasVersion } from "./keras-version.ts";
import { readKernel } from "./kernel-codec.ts";
import { KERAS_LAYERS } from "./keras-layers.ts";
import { asOurLayer } from "./other-layers.ts";
import type { FileLayer } from "./read-model.ts";
import { Refusal, shown } from "./refusal.ts";

export type ReadLayer = {
  type: keyof typeof KERAS_LAYERS;
  settings: GraphNode["settings"];
  /** Keras's `axis`, to be held against the input's rank once that is known. */
  axis: number | null;
  /** What the file says and is left out, or means something else here. */
  notes: readonly string[];
};

/** Without effect here: names, types of numbers, seeds, and what is worked out anew. */
const NO_MATTER = new Set([
  "name",
  "trainable",
  "dtype",
  "seed",
  "batch_input_shape",
  "batch_shape",
  "autocast",
  "input_dtype",
  "data_format",
  "axis",
]);

/** Written by Keras with these values where nobody asked for others. */
const USUAL_INITIALIZERS: Readonly<Record<string, readonly string[]>> = {
  gamma_initializer: ["Ones"],
  moving_variance_initializer: ["Ones"],
};

/** @throws Refusal that names the layer and what of it is not supported. */
export function readLayer(file: FileLayer, version: KerasVersion): ReadLayer {
  const { name, className, config } = asOurLayer(file);
  if (!isLayer(className)) {
    throw new Refusal(`The layer ${name} is a ${className.slice(0, 60)}, which Strata has not`);
  }
  const layer: KerasLayer = KERAS_LAYERS[className];
  const known = new Set<string>(layer.ignored);
  const settings: GraphNode["settings"] = {};
  const notes = file.callNotes.map((note) => `Left out: ${note}`);
  for (const [setting, codec] of Object.entries(layer.settings)) {
    if (codec === null) continue;
    const key = [
      kerasName(setting, codec, version),
      kerasName(setting, codec, 3),
      kerasName(setting, codec, 2),
    ].find((key) => own(config, key) !== undefined);
    if (key === undefined) continue;
    known.add(key);
    const value = own(config, key);
    const read = codec.fromKeras === undefined ? (value as Json) : codec.fromKeras(value);
    if (read === undefined) throw notSupported(name, key, value);
    if (read !== null) settings[setting] = read as GraphNode["settings"][string];
    const note = codec.note?.(value) ?? null;
    if (note !== null) notes.push(`${name} ${note}`);
  }
  const left: string[] = [];
  for (const [key, values] of Object.entries(layer.usual ?? {})) {
    known.add(key);
    const value = own(config, key);
    if (value !== undefined && !isAmong(values, value)) left.push(key);
  }
  const joint = own(config, layer.joint?.name ?? "");
  if (layer.joint !== undefined && joint !== undefined) {
    known.add(layer.joint.name);
    const read = layer.joint.fromKeras(joint);
    if (read === null) throw notSupported(name, layer.joint.name, joint);
    Object.assign(settings, read);
  }
  for (const kernel of layer.kernels ?? []) {
    const read = readKernel(kernel, config);
    Object.assign(settings, read.settings);
    left.push(...read.left);
    known.add(`${kernel}_initializer`).add(`${kernel}_regularizer`);
  }
  for (const [key, values] of Object.entries(layer.only ?? {})) {
    known.add(key);
    const value = own(config, key);
    if (value !== undefined && !isAmong(values, value)) throw notSupported(name, key, value);
  }
  const rest = isObject(config) ? Object.entries(config).filter(([key]) => !known.has(key)) : [];
  left.push(...rest.flatMap(([key, value]) => (isUsual(key, value) ? [] : [key])));
  notes.push(...left.map((key) => `Left out: ${key} of ${name}`));
  if (own(config, "trainable") === false) notes.push(`Left out: that ${name} is frozen`);
  const dtype = dtypeOf(config);
  if (dtype !== "float32") notes.push(`Left out: that ${name} computes in ${dtype}`);
  return { type: className, settings, axis: axisOf(layer, name, config), notes };
}

function isAmong(values: readonly Json[], value: unknown): boolean {
  return values.some((each) => JSON.stringify(each) === JSON.stringify(value));
}

function isLayer(className: string): className is keyof typeof KERAS_LAYERS {
  return Object.hasOwn(KERAS_LAYERS, className);
}

function notSupported(layer: string, key: string, value: unknown): Refusal {
  return new Refusal(`The layer ${layer} has ${key} ${shown(value)}, which Strata does not support`);
}

/** A type's name, or Keras 3's policy, whose layers may compute in another type than their weights have. */
export function dtypeOf(config: unknown): string {
  const dtype = own(config, "dtype");
  const name = own(own(dtype, "config"), "name") ?? dtype;
  return typeof name === "string" ? name : "float32";
}

/** Null for the last axis, which is Keras's -1. */
function axisOf({ isOnLastAxis }: KerasLayer, name: string, config: unknown): number | null {
  const value = own(config, "axis");
  const axis: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (isOnLastAxis !== true || axis === undefined || axis === null || axis === -1) return null;
  if (typeof axis === "number") return axis;
  throw notSupported(name, "axis", value);
}

function isUsual(key: string, value: unknown): boolean {
  if (value === null || value === false || NO_MATTER.has(key)) return true;
  if (key === "renorm_momentum") return true;
  if (!key.endsWith("_initializer")) return false;
  const found = own(value, "class_name") ?? value;
  return (USUAL_INITIALIZERS[key] ?? ["Zeros"]).includes(typeof found === "string" ? found : "");
}

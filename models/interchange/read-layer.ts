import { LAYERS } from "../layers/index.ts";
import type { GraphNode } from "../graph/schema.ts";
import { isObject, own, snakeCase, type Json } from "./json.ts";
import { kerasName } from "./keras-config.ts";
import type { KerasLayer } from "./keras-layer.ts";
import { KERAS_LAYERS } from "./keras-layers.ts";
import type { KerasVersion } from "./keras-version.ts";
import { readKernel } from "./kernel-codec.ts";
import type { Notes } from "./notes.ts";
import { asOurLayer } from "./other-layers.ts";
import type { FileLayer } from "./file-model.ts";
import { Refusal, shown } from "./refusal.ts";
import { REQUIRED } from "./required-arguments.ts";
import { isUsual } from "./usual-arguments.ts";

export type ReadLayer = {
  type: keyof typeof KERAS_LAYERS;
  settings: GraphNode["settings"];
  /** Keras's `axis`, to be held against the input's rank once that is known. */
  axis: number | null;
};

type Reading = { name: string; config: unknown; version: KerasVersion; notes: Notes };

/**
 * A layer's type and settings. What the file says and is left out, or means something else here, goes to `notes`.
 * @throws Refusal that names the layer and what of it is not supported.
 */
export function readLayer(
  file: FileLayer,
  { version, notes }: { version: KerasVersion; notes: Notes },
): ReadLayer {
  const { name, className, config } = asOurLayer(file);
  if (!isLayer(className)) {
    throw new Refusal(`${name}: Strata has no layer ${className.slice(0, 60)}`);
  }
  const layer: KerasLayer = KERAS_LAYERS[className];
  const reading: Reading = { name, config, version, notes };
  requireSaid(className, layer, reading);
  requireChannelsLast(reading);
  for (const note of file.callNotes) notes.add(`Left out: ${note}`);
  const known = new Set<string>(layer.ignored);
  const settings = { ...readSettings(layer, reading, known), ...readJoint(layer, reading, known) };
  const left: string[] = [];
  for (const [key, values] of Object.entries(layer.usual ?? {})) {
    known.add(key);
    const value = own(config, key);
    if (value !== undefined && !isAmong(values, value)) left.push(key);
  }
  for (const kernel of layer.kernels ?? []) {
    const read = readKernel(kernel, config);
    Object.assign(settings, read.settings);
    left.push(...read.left);
    for (const note of read.notes) notes.add(note, name);
    known.add(`${kernel}_initializer`).add(`${kernel}_regularizer`);
  }
  for (const [key, values] of Object.entries(layer.only ?? {})) {
    known.add(key);
    const value = own(config, key);
    if (key !== "data_format" && value !== undefined && !isAmong(values, value))
      throw notSupported(name, key, value);
  }
  if (layer.isOnLastAxis === true) known.add("axis");
  const rest = isObject(config) ? Object.entries(config).filter(([key]) => !known.has(key)) : [];
  left.push(...rest.flatMap(([key, value]) => (isUsual(key, value) ? [] : [key])));
  for (const key of left) notes.add(`Left out: ${key.slice(0, 60)} of %s`, name);
  const dtype = dtypeOf(config);
  if (dtype !== "float32") notes.add(`Left out: that %s {computes|compute} in ${dtype.slice(0, 40)}`, name);
  checkValues({ type: className, layer, settings }, reading);
  return { type: className, settings, axis: axisOf(layer, name, config) };
}

function isAmong(values: readonly Json[], value: unknown): boolean {
  return values.some((each) => JSON.stringify(each) === JSON.stringify(value));
}

function isLayer(className: string): className is keyof typeof KERAS_LAYERS {
  return Object.hasOwn(KERAS_LAYERS, className);
}

function notSupported(layer: string, key: string, value: unknown): Refusal {
  return new Refusal(`${layer}: ${key} ${shown(value)}, which Strata has not`);
}

/** Keras knows no usual value of these; a block here would take its own. */
function requireSaid(
  type: keyof typeof KERAS_LAYERS,
  layer: KerasLayer,
  { name, config, version }: Reading,
): void {
  for (const key of REQUIRED[type] ?? []) {
    const setting = Object.entries(layer.settings).find(
      ([setting, codec]) => codec !== null && kerasName(setting, codec, 3) === key,
    );
    const names = setting?.[1] ? namesOf(setting[0], setting[1], version) : [key];
    if (names.every((each) => own(config, each) === undefined)) {
      throw new Refusal(`${name}: ${key} is not said, and Keras has no usual one`);
    }
  }
}

function requireChannelsLast({ name, config }: Reading): void {
  const value = own(config, "data_format");
  if (value === undefined || value === null) return;
  if (typeof value !== "string" || snakeCase(value) !== "channels_last")
    throw notSupported(name, "data_format", value);
}

type Codec = NonNullable<KerasLayer["settings"][string]>;

function namesOf(setting: string, codec: Codec, version: KerasVersion): string[] {
  return [kerasName(setting, codec, version), kerasName(setting, codec, 3), kerasName(setting, codec, 2)];
}

function readSettings(
  layer: KerasLayer,
  { name, config, version, notes }: Reading,
  known: Set<string>,
): GraphNode["settings"] {
  const settings: GraphNode["settings"] = {};
  for (const [setting, codec] of Object.entries(layer.settings)) {
    if (codec === null) continue;
    const key = namesOf(setting, codec, version).find((key) => own(config, key) !== undefined);
    if (key === undefined) continue;
    known.add(key);
    const value = own(config, key);
    const read = codec.fromKeras === undefined ? (value as Json) : codec.fromKeras(value);
    if (read === undefined) throw notSupported(name, key, value);
    if (read !== null) settings[setting] = read as GraphNode["settings"][string];
    const note = codec.note?.(value) ?? null;
    if (note !== null) notes.add(`%s ${note}`, name);
  }
  return settings;
}

function readJoint(
  { joint }: KerasLayer,
  { name, config }: Reading,
  known: Set<string>,
): GraphNode["settings"] {
  if (joint === undefined) return {};
  known.add(joint.name);
  const value = own(config, joint.name);
  if (value === undefined) return {};
  const read = joint.fromKeras(value);
  if (read === null) throw notSupported(name, joint.name, value);
  return read as GraphNode["settings"];
}

type Read = { type: keyof typeof KERAS_LAYERS; layer: KerasLayer; settings: GraphNode["settings"] };

/** A number out of Strata's bounds is for the canvas to show; what is no value at all here has no block. */
function checkValues({ type, layer, settings }: Read, { name, version, notes }: Reading): void {
  const parsed = LAYERS[type].settings.safeParse(settings);
  if (parsed.success) return;
  const told = new Set<string>();
  for (const { path, message } of parsed.error.issues) {
    const setting = String(path[0] ?? "");
    // Counted from the end, an axis is settled once it is known how many there are.
    if (told.has(setting) || (type === "Concatenate" && setting === "axis" && isNumeric(settings.axis)))
      continue;
    told.add(setting);
    const codec = layer.settings[setting];
    const key =
      codec === undefined || codec === null ? snakeCase(setting) : kerasName(setting, codec, version);
    if (!isNumeric(settings[setting])) throw new Refusal(`${name}: ${key}: ${message}`);
    notes.add(`Out of Strata's bounds: ${key} of %s, ${message}`, name);
  }
}

function isNumeric(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isNumeric) : Number.isFinite(value);
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

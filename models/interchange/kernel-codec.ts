import type { Json, JsonObject } from "./json.ts";
import { own, snakeCase } from "./json.ts";
import type { KerasVersion } from "./keras-version.ts";

/** How Keras's arguments of a kernel begin: `kernel_initializer`, `depthwise_regularizer`. */
export type KernelName = "kernel" | "depthwise" | "pointwise";

/** A kernel's settings here: one for its initializer, one a penalty. */
export type KernelSetting = `${KernelName}${"Initializer" | "L1" | "L2"}`;

/** Keras's arguments of a kernel; what is Keras's default is left out. */
export function kernelConfig(
  kernel: KernelName,
  settings: Readonly<Record<string, unknown>>,
  version: KerasVersion,
): JsonObject {
  const config: Record<string, Json> = {};
  const made = (from: string, className: string, arguments_: JsonObject): JsonObject =>
    version === 2
      ? { class_name: className, config: arguments_ }
      : { module: `keras.${from}`, class_name: className, config: arguments_, registered_name: null };
  const initializer = settings[`${kernel}Initializer`];
  // TensorFlow.js has another default than Keras.
  const isDefault = initializer === "glorot_uniform" && version === 3;
  if (typeof initializer === "string" && !isDefault) {
    const className = initializer.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    config[`${kernel}_initializer`] = made("initializers", className, {});
  }
  const [l1, l2] = [Number(settings[`${kernel}L1`] ?? 0), Number(settings[`${kernel}L2`] ?? 0)];
  if (l1 > 0 || l2 > 0) config[`${kernel}_regularizer`] = made("regularizers", "L1L2", { l1, l2 });
  return config;
}

/** The settings that a Keras config's arguments of a kernel mean, and the arguments that have no counterpart. */
export function readKernel(
  kernel: KernelName,
  config: unknown,
): { settings: Record<string, Json>; left: string[]; /** With `%s` for the layer. */ notes: string[] } {
  const settings: Record<string, Json> = {};
  const left: string[] = [];
  const notes: string[] = [];
  const initializer = own(config, `${kernel}_initializer`);
  if (initializer !== undefined && initializer !== null) {
    const name = initializerName(initializer);
    if (name === null) left.push(`${kernel}_initializer`);
    else if (name !== "glorot_uniform") settings[`${kernel}Initializer`] = name;
    if (name !== null && distributionOf(initializer) === "untruncated_normal") {
      notes.push(
        `${kernel}_initializer of %s is an untruncated normal; here it is cut at two standard deviations`,
      );
    }
  }
  const regularizer = own(config, `${kernel}_regularizer`);
  if (regularizer !== undefined && regularizer !== null) {
    const penalties = readPenalties(regularizer);
    if (penalties === null) left.push(`${kernel}_regularizer`);
    for (const [name, value] of Object.entries(penalties ?? {})) {
      if (value !== 0) settings[`${kernel}${name.toUpperCase()}`] = value;
    }
  }
  return { settings, left, notes };
}

/** Those whose Keras defaults are ours; of another spread, none is. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  random_uniform: { minval: -0.05, maxval: 0.05 },
  random_normal: { mean: 0, stddev: 0.05 },
  truncated_normal: { mean: 0, stddev: 0.05 },
  orthogonal: { gain: 1 },
};

const PLAIN = /^(?:(?:glorot|he|lecun)_(?:uniform|normal)|zeros|ones)$/;

function initializerName(json: unknown): string | null {
  const className = typeof json === "string" ? json : own(json, "class_name");
  if (typeof className !== "string") return null;
  const name = className.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  const config = own(json, "config");
  if (name === "variance_scaling") return scaledName(config);
  if (PLAIN.test(name)) return name;
  if (!Object.hasOwn(DEFAULTS, name)) return null;
  const isUsual = Object.entries(DEFAULTS[name] ?? {}).every(
    ([key, value]) => Number(own(config, key) ?? value) === value,
  );
  return isUsual ? name : null;
}

/** Keras 2 and TensorFlow.js write most initializers as the general one that they are a case of. */
function scaledName(config: unknown): string | null {
  const scale = own(config, "scale");
  const said = own(config, "mode");
  const mode = typeof said === "string" ? snakeCase(said) : said;
  const kind = KINDS[distributionOf({ config }) ?? ""];
  if (kind === undefined) return null;
  if (scale === 1 && mode === "fan_avg") return `glorot_${kind}`;
  if (scale === 1 && mode === "fan_in") return `lecun_${kind}`;
  return scale === 2 && mode === "fan_in" ? `he_${kind}` : null;
}

/** "normal" is the truncated one of Keras before 2.2 and of TensorFlow.js. */
const KINDS: Readonly<Record<string, "uniform" | "normal">> = {
  uniform: "uniform",
  normal: "normal",
  truncated_normal: "normal",
  untruncated_normal: "normal",
};

function distributionOf(initializer: unknown): string | null {
  const value = own(own(initializer, "config"), "distribution");
  return typeof value === "string" ? snakeCase(value) : null;
}

/** Keras's own numbers of a penalty that is only named. */
const NAMED: Readonly<Record<string, { l1: number; l2: number }>> = {
  l1: { l1: 0.01, l2: 0 },
  l2: { l1: 0, l2: 0.01 },
  l1_l2: { l1: 0.01, l2: 0.01 },
};

function readPenalties(json: unknown): { l1: number; l2: number } | null {
  if (typeof json === "string") return Object.hasOwn(NAMED, json) ? (NAMED[json] ?? null) : null;
  if (!["L1", "L2", "L1L2", "l1", "l2", "l1_l2"].includes(String(own(json, "class_name")))) return null;
  const config = own(json, "config");
  const [l1, l2] = [own(config, "l1") ?? 0, own(config, "l2") ?? 0];
  return typeof l1 === "number" && typeof l2 === "number" ? { l1, l2 } : null;
}

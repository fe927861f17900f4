import type { Json, JsonObject } from "./json.ts";
import { snakeCase } from "./json.ts";
import type { KerasLayer, SettingCodec } from "./keras-layer.ts";
import type { KerasVersion } from "./keras-version.ts";
import { kernelConfig } from "./kernel-codec.ts";
import { KERAS_LAYERS } from "./keras-layers.ts";
import type { NetworkLayer } from "./network.ts";

/** What Keras calls a setting. */
export function kerasName(setting: string, codec: SettingCodec, version: KerasVersion): string {
  const name = codec.name ?? snakeCase(setting);
  return version === 2 ? (codec.keras2Name ?? name) : name;
}

/** The `config` of a layer: Keras's arguments, those that are not set left out. */
export function kerasConfig(layer: NetworkLayer, version: KerasVersion): JsonObject {
  if (layer.type === "Input") return {};
  const { settings, joint, written, constants, kernels = [] }: KerasLayer = KERAS_LAYERS[layer.type];
  const values = written?.(layer) ?? layer.settings;
  const config: Record<string, Json> = { ...constants };
  for (const [setting, codec] of Object.entries(settings)) {
    const value = values[setting] as Json | undefined;
    if (value === undefined || codec === null) continue;
    config[kerasName(setting, codec, version)] = codec.toKeras?.(value, version) ?? value;
  }
  if (joint !== undefined) config[joint.name] = joint.toKeras(layer.settings);
  if (layer.isFrozen) config.trainable = false;
  return Object.assign(config, ...kernels.map((kernel) => kernelConfig(kernel, layer.settings, version)));
}

import type { SettingCodec } from "./keras-layer.ts";
import type { NetworkLayer } from "./network.ts";

/** Keras's noise_shape, null or (None, 1, ..., 1), as whether an image's values share one coin. */
export const noiseShapeCodec: SettingCodec = {
  name: "noise_shape",
  fromKeras(value) {
    if (value === null) return null;
    const [batch, ...sides]: unknown[] = Array.isArray(value) ? value : [];
    return batch === null && sides.length > 0 && sides.every((side) => side === 1) ? true : undefined;
  },
};

/** By the rank of the input; left out where every value has a coin of its own. */
export function dropoutWritten({ settings, shape }: NetworkLayer): Record<string, unknown> {
  const { wholeImage, ...rest } = settings;
  return wholeImage === true ? { ...rest, wholeImage: [null, ...shape.map(() => 1)] } : rest;
}

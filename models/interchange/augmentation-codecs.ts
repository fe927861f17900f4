import type { JointCodec, SettingCodec } from "./keras-layer.ts";

/** 0.1, which Keras also writes as [-0.1, 0.1]. */
export const factorCodec: SettingCodec = {
  fromKeras: (value) => symmetric(value) ?? undefined,
};

/** The same, or two numbers of which neither is the other's negative: [-0.3, 0]. */
export const factorRangeCodec: SettingCodec = {
  fromKeras(value) {
    if (value === null) return null;
    const [low, high, ...more]: unknown[] = Array.isArray(value) ? value : [];
    const isRange = typeof low === "number" && typeof high === "number" && more.length === 0;
    return symmetric(value) ?? (isRange ? [low, high] : undefined);
  },
};

function symmetric(value: unknown): number | null {
  if (typeof value === "number") return Math.abs(value);
  const [low, high]: unknown[] = Array.isArray(value) ? value : [];
  return typeof low === "number" && typeof high === "number" && low === -high ? Math.abs(high) : null;
}

/**
 * By [f, f] Keras means 1 - f to 1 + f. By f alone its documentation means that as well, but Keras 3.15 makes [0, f] of
 * it, which is 1 to 1 + f.
 */
export const contrastFactorCodec: SettingCodec = {
  toKeras: (value) => [value, value],
  fromKeras: (value) => (isOnlyUpwards(value) ? value[1] : bothWays(value)),
  note: (value) =>
    isOnlyUpwards(value) ? "only raises the contrast in Keras 3; here it lowers it as often" : null,
};

/** f of [f, f]. */
function bothWays(value: unknown): number | undefined {
  const [low, high]: unknown[] = Array.isArray(value) ? value : [];
  return typeof low === "number" && low === high ? low : (symmetric(value) ?? undefined);
}

function isOnlyUpwards(value: unknown): value is [0, number] {
  return Array.isArray(value) && value.length === 2 && value[0] === 0 && typeof value[1] === "number";
}

export const valueRangeCodec: JointCodec = {
  name: "value_range",
  toKeras: ({ minValue, maxValue }) => [Number(minValue), Number(maxValue)],
  fromKeras(value) {
    const [minValue, maxValue]: unknown[] = Array.isArray(value) ? value : [];
    return typeof minValue === "number" && typeof maxValue === "number" ? { minValue, maxValue } : null;
  },
};

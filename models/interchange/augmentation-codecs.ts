import type { JointCodec, SettingCodec } from "./keras-layer.ts";

/** 0.1, which Keras also writes as [-0.1, 0.1]. */
export const factorCodec: SettingCodec = {
  fromKeras(value) {
    if (typeof value === "number") return value;
    const [low, high]: unknown[] = Array.isArray(value) ? value : [];
    return typeof low === "number" && typeof high === "number" && (low === -high || low === high)
      ? high
      : undefined;
  },
};

/**
 * By [f, f] Keras means 1 - f to 1 + f. By f alone its documentation means that as well, but Keras 3.15 makes [0, f] of
 * it, which is 1 to 1 + f.
 */
export const contrastFactorCodec: SettingCodec = {
  toKeras: (value) => [value, value],
  fromKeras: (value) => (isOnlyUpwards(value) ? value[1] : factorCodec.fromKeras?.(value)),
  note: (value) =>
    isOnlyUpwards(value) ? "only raises the contrast in Keras 3; here it lowers it as often" : null,
};

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

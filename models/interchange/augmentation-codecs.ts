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

export const valueRangeCodec: JointCodec = {
  name: "value_range",
  toKeras: ({ minValue, maxValue }) => [Number(minValue), Number(maxValue)],
  fromKeras(value) {
    const [minValue, maxValue]: unknown[] = Array.isArray(value) ? value : [];
    return typeof minValue === "number" && typeof maxValue === "number" ? { minValue, maxValue } : null;
  },
};

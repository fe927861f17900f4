import type { SettingCodec } from "./keras-layer.ts";

/** Keras writes [[1, 1], [2, 2]] for what is [1, 2] in our forms. */
export const sidesOfMapCodec: SettingCodec = {
  fromKeras(value) {
    if (typeof value === "number") return value;
    if (!Array.isArray(value)) return undefined;
    const sides = (value as unknown[]).map((side) =>
      Array.isArray(side) && side.length === 2 && side[0] === side[1] ? (side[0] as unknown) : side,
    );
    return (sides.every((side) => typeof side === "number") ? sides : value) as number[];
  },
};

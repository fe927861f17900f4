import type { FileArray, FileWeights } from "./file-weights.ts";

/** An array that a file calls `dense/kernel`, perhaps with more before it. */
export type NamedArray = FileArray & {
  /** What stands before the last name. */
  layer: string;
  /** The layer of the whole model that it is filed under, where the file has such. */
  group?: string;
};

/** `base/conv/kernel:0` is the kernel of `base/conv`. */
export function named(path: string): Pick<NamedArray, "name" | "layer"> {
  const [last = "", ...before] = path.replace(/:\d+$/, "").split("/").toReversed();
  return { name: last, layer: before.toReversed().join("/") };
}

/** A layer's arrays by its name: filed under it, or named by it, within a model perhaps. */
export function weightsByName(arrays: readonly NamedArray[]): FileWeights {
  return ({ name, path }) => {
    const isOf = ({ layer, group }: NamedArray) =>
      path.length <= 1 && group !== undefined ? group === name : layer === name || layer.endsWith(`/${name}`);
    return arrays.filter(isOf);
  };
}

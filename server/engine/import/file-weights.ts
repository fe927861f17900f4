/** An array as a file has it. */
export type FileArray = {
  /** `kernel`, `gamma`; null where the file has its arrays by order alone. */
  name: string | null;
  shape: readonly number[];
  data: Float32Array;
};

/** The arrays that a file holds of a layer, in the file's order; none where it has none. */
export type FileWeights = (layer: { name: string; path: readonly string[] }) => readonly FileArray[];

/** What a file's weights cannot be read for, in words. */
export class WeightsRefusal extends Error {
  override readonly name = "WeightsRefusal";
}

import type { Network } from "#models/interchange/network.ts";
import type { WeightFile } from "./weight-file.ts";

/** A trained network on its way into a file. */
export type ExportSource = {
  /** Lower case letters, digits and `_`: the model's name in the file. */
  name: string;
  network: Network;
  classes: readonly string[];
  weights: WeightFile;
  modifiedAt: Date;
};

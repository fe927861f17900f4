import { toKeras } from "#models/interchange/to-keras.ts";
import { archive, type Download } from "./archive.ts";
import type { ExportSource } from "./export-source.ts";
import { kerasWeights } from "./keras-weights.ts";
import { PREPROCESSING } from "./trained-network.ts";

/** The oldest Keras whose `.keras` files have the layout written here. */
const KERAS_VERSION = "3.6.0";

/** A `.keras` file: its model takes images of 0 to 1 and gives logits. */
export function kerasArchive({
  network,
  name,
  classes,
  weights,
  modifiedAt,
}: ExportSource): Promise<Download> {
  const metadata = {
    keras_version: KERAS_VERSION,
    date_saved: modifiedAt.toISOString(),
    classes,
    preprocessing: PREPROCESSING,
  };
  const entries = [
    { name: "metadata.json", content: JSON.stringify(metadata) },
    { name: "config.json", content: JSON.stringify(toKeras(network, name)) },
    { name: "model.weights.h5", content: kerasWeights(network, weights) },
  ];
  return archive(entries, modifiedAt);
}

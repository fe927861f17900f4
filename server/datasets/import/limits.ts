import { EUROSAT } from "#models/datasets/eurosat.ts";
import type { ImportLimits } from "./pictures/limits.ts";

const [HEIGHT, WIDTH] = EUROSAT.inputShape;

/** Ten times what EuroSAT needs. An archive that wants more is not a copy of it, whatever its entries are called. */
export const EUROSAT_LIMITS: ImportLimits = {
  entries: 300_000,
  fileBytes: 4 * 1024 ** 2,
  totalBytes: 1024 ** 3,
  // Tiles of one colour shrink to nothing, and all of them fit into memory.
  ratio: Number.POSITIVE_INFINITY,
  pixels: HEIGHT * WIDTH,
  packedBytes: 4 * 1024 ** 3,
  classes: EUROSAT.target.classes.length,
};

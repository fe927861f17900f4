/** What an import of own pictures may take at most. Tests set their own. */
export type ImportLimits = {
  /** Files and folders in an archive, and rows of a table or of parquet. */
  entries: number;
  /** One file, unpacked. */
  fileBytes: number;
  /** All files together, unpacked. */
  totalBytes: number;
  /** How many times as large an archive may become. Deflate reaches 1032; pictures are compressed already. */
  ratio: number;
  /** Width times height of one picture. */
  pixels: number;
  /** All pictures as they are packed. */
  packedBytes: number;
  classes: number;
};

const MIB = 1024 ** 2;

export const IMPORT_LIMITS: ImportLimits = {
  entries: 100_000,
  fileBytes: 64 * MIB,
  totalBytes: 8 * 1024 * MIB,
  ratio: 100,
  pixels: 50_000_000,
  packedBytes: 4 * 1024 * MIB,
  classes: 200,
};

/** Below this an archive's ratio says nothing: a small file of one colour shrinks to nothing as well. */
export const RATIO_FROM_BYTES = 16 * MIB;

export const LONGEST_PATH = 1024;
export const LONGEST_NAME = 100;

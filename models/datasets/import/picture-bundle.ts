import { z } from "zod";

/** A list of 20,000 files with long names. */
export const MAX_BUNDLE_HEADER_BYTES = 4 * 1024 ** 2;

const bundledFile = z.object({ path: z.string().min(1).max(1024), bytes: z.int().min(0) });
export type BundledFile = z.infer<typeof bundledFile>;

export const bundleHeader = z.object({ files: z.array(bundledFile).min(1) });

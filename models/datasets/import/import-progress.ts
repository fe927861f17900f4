import { z } from "zod";

/** How far an import is: pictures, or bytes while it is downloaded. `total` 0 where it is not known. */
export const importProgress = z.object({
  phase: z.enum(["downloading", "reading", "packing"]),
  done: z.int().min(0),
  total: z.int().min(0),
});
export type ImportProgress = z.infer<typeof importProgress>;

import { z } from "zod";
import { outputForm } from "#models/vision/output-form.ts";
import { preprocessing } from "#models/vision/preprocessing.ts";

/** Of a folder of the storage and of an address. */
export const modelName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "A model's name is small letters, digits and hyphens, 40 at most");

const count = z.int().min(0);

/** What a pretrained network is and how it is asked. */
export const modelDescriptor = z.object({
  name: modelName,
  title: z.string().min(1).max(80),
  task: z.enum(["detection", "classification"]),
  /** In the order of its outputs. */
  classes: z.array(z.string().min(1).max(80)).min(1).max(10_000),
  /** Pixels. */
  input: z.object({ width: z.int().min(32).max(2048), height: z.int().min(32).max(2048) }),
  form: outputForm,
  preprocessing,
  /** Nodes of its graph that hold weights. */
  layers: count,
  params: count,
  /** For one picture; a FLOP count is twice that. */
  multiplyAdds: count,
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string().min(1).max(200),
  source: z.string().min(1).max(300),
  /** The cohort that brought it. Of the zoo's everybody may ask it, of a file that cohort alone. Null: brought at the terminal. */
  cohortId: z.uuid().nullable().default(null),
});
export type ModelDescriptor = z.infer<typeof modelDescriptor>;

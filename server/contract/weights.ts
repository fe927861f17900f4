import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import { BACKBONE_NAMES } from "#models/zoo/backbones.ts";

/** The longest file that is read; what is kept of it may be as long. */
export const MAX_WEIGHTS_FILE_BYTES = 128 * 2 ** 20;

/** POST a network's file as it is, for one's own design: what was read of it. Its name stands in the query, `?name=`. */
export const NETWORK_FILES_PATH = "/api/network-files/";

/** What a design's training starts from. */
const designWeights = z.object({
  id: z.uuid(),
  source: z.string(),
  sizeBytes: z.number(),
  /** By `<layer>/<weight>`. */
  shapes: z.record(z.string(), z.array(z.int())),
});
export type DesignWeights = z.infer<typeof designWeights>;

export const readFileAnswer = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    graph: modelGraph,
    notes: z.array(z.string()).nullable(),
    /** Null where the file carries none. */
    weights: designWeights.nullable(),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);
export type ReadFileAnswer = z.infer<typeof readFileAnswer>;

export const startFromInput = z.object({
  designId: z.uuid(),
  /** A run of the cohort whose model is kept, a backbone's that the server has, or fresh weights. */
  from: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("fresh") }),
    z.object({ kind: z.literal("run"), runId: z.uuid() }),
    z.object({ kind: z.literal("backbone"), name: z.literal(BACKBONE_NAMES) }),
  ]),
});
export type StartFromInput = z.infer<typeof startFromInput>;

import { z } from "zod";
import { modelDescriptor } from "#models/zoo/descriptor.ts";
import { defineMessages } from "../../host/define-task.ts";

const task = z.discriminatedUnion("kind", [
  /** One of the zoo's, from its authors. */
  z.object({
    kind: z.literal("fetch"),
    name: z.string(),
    /** null: nobody publishes it. */
    file: z.object({ url: z.url(), fileName: z.string(), bytes: z.int(), sha256: z.string() }).nullable(),
    /** Keeps what was downloaded for the next try. */
    downloadsDir: z.string(),
  }),
  z.object({ kind: z.literal("look"), file: z.string(), fileName: z.string() }),
]);
export type BringTask = z.infer<typeof task>;

const end = z.discriminatedUnion("kind", [
  /** What the file is, and where it lies. */
  z.object({ kind: z.literal("looked-at"), descriptor: modelDescriptor, file: z.string() }),
  z.object({ kind: z.literal("refused"), reason: z.string() }),
]);
export type BringEnd = z.infer<typeof end>;

export const bringMessages = defineMessages({
  name: "bring-model",
  task,
  news: z.never(),
  report: z.object({ doneBytes: z.int() }),
  end,
});

import { z } from "zod";
import { isStorableText } from "../graph/storable.ts";

const line = z.string().min(1).max(120).refine(isStorableText, "Write it as one line of text");

/** What a comment is about: a layer by its name, an epoch, a cell of the confusion matrix. */
const pinAnchor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("layer"), layer: line }),
  z.object({ kind: z.literal("epoch"), epoch: z.int().min(1).max(10_000) }),
  z.object({ kind: z.literal("cell"), actual: line, predicted: line }),
]);
export type PinAnchor = z.infer<typeof pinAnchor>;

export const pin = z.object({
  anchor: pinAnchor,
  text: z
    .string()
    .trim()
    .min(1, "Write something about it")
    .max(1000)
    .refine((text) => isStorableText(text.replaceAll(/[\n\r\t]/g, " ")), "Write it as plain text"),
});
export type Pin = z.infer<typeof pin>;
export const MAX_PINS = 40;

type Trained = { layers: readonly string[]; epochs: number; classes: readonly string[] };

/** What a comment is pinned to that is not there, in words; null where all of it is. */
export function pinProblem(pins: readonly Pin[], { layers, epochs, classes }: Trained): string | null {
  for (const { anchor } of pins) {
    if (anchor.kind === "layer" && !layers.includes(anchor.layer)) {
      return `This network has no layer ${anchor.layer}.`;
    }
    if (anchor.kind === "epoch" && anchor.epoch > epochs) {
      return `This run has no epoch ${anchor.epoch}: its last is ${epochs}.`;
    }
    if (anchor.kind === "cell") {
      const missing = [anchor.actual, anchor.predicted].find((name) => !classes.includes(name));
      if (missing !== undefined) return `There is no class ${missing} in the run's dataset.`;
    }
  }
  return null;
}

import { z } from "zod";
import { isStorableText } from "../../graph/storable.ts";

const share = z.number().min(0).max(1);
const line = z.string().refine(isStorableText, "Write it as one line of text");
const layer = line.min(1).max(64);

/** What a check looks at: the network's graph, how it behaves on tiles that nobody has seen, how it was trained. */
const checkTest = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("max-params"), max: z.int().min(1).max(1e9) }),
  z.object({ kind: z.literal("has-layer"), layer, count: z.int().min(1).max(100) }),
  z.object({ kind: z.literal("no-layer"), layer }),
  z.object({ kind: z.literal("conv-then-pool"), count: z.int().min(1).max(100) }),
  z.object({ kind: z.literal("no-dense-before-flatten") }),
  z.object({ kind: z.literal("accuracy"), min: share }),
  z.object({ kind: z.literal("macro-f1"), min: share }),
  z.object({ kind: z.literal("class-recall"), className: line.min(1).max(80), min: share }),
  /** Accuracy in training less accuracy in validation, of the epoch that counts. */
  z.object({ kind: z.literal("gap"), max: share }),
  z.object({ kind: z.literal("seed"), seed: z.int().min(0).max(2_147_483_647) }),
  z.object({ kind: z.literal("early-stopping") }),
  z.object({ kind: z.literal("max-epochs"), max: z.int().min(1).max(200) }),
]);
export type CheckTest = z.infer<typeof checkTest>;
export type CheckKind = CheckTest["kind"];

export const check = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,36}$/),
  test: checkTest,
  points: z.number().min(0).max(1000),
  /** Told to the learner where it is not passed; empty for what was expected and found alone. */
  message: line.max(500),
});
export type Check = z.infer<typeof check>;

/** Judged on the hidden split: what they found tells of its scores. */
export const isOnHiddenSplit = ({ kind }: Pick<CheckTest, "kind">): boolean =>
  kind === "accuracy" || kind === "macro-f1" || kind === "class-recall";

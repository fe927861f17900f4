import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { RunFailure } from "#server/contract/run.ts";

export type FailureAdvice = { title: string; advice: readonly string[] };

/** The failure's own message says what happened and what to try first; this is the rest. */
const ADVICE = {
  NOT_FINITE: {
    title: "The loss stopped being a number",
    advice: ["Put an activation such as relu after each convolution and each Dense layer but the last."],
  },
  OUT_OF_MEMORY: {
    title: "The run needed more memory than it may use",
    advice: ["Put GlobalAveragePooling2D in place of Flatten, or give the Dense layers fewer units."],
  },
  CHILD_CRASHED: { title: "The training process ended unexpectedly", advice: [] },
  INVALID_GRAPH: {
    title: "This network cannot be trained",
    advice: ["Open its network in the builder: what is wrong is said at the block where it is wrong."],
  },
  DATASET_MISSING: {
    title: "The dataset is not on the server",
    advice: ["Tell your instructor. The network and the settings are fine."],
  },
  DISK_FULL: {
    title: "The server's disk is full",
    advice: ["Tell your instructor. The network and the settings are fine."],
  },
  GAVE_UP: {
    title: "The run was tried several times and never got through",
    advice: ["Train again with a smaller network or batch size, and tell your instructor."],
  },
  INTERNAL: { title: "Something went wrong on the server", advice: [] },
} as const satisfies Record<RunFailure["code"], FailureAdvice>;

export function failureAdvice(
  code: RunFailure["code"],
  { optimizer }: Pick<HyperParameters, "optimizer">,
): FailureAdvice {
  const { title, advice } = ADVICE[code];
  if (code !== "NOT_FINITE" || optimizer !== "sgd") return { title, advice };
  return { title, advice: ["Train with Adam, which scales each weight's step by itself.", ...advice] };
}

import type { RunFailure } from "#server/contract/run.ts";

export type FailureAdvice = { title: string; advice: string[] };

const ADVICE = {
  NOT_FINITE: {
    title: "The loss stopped being a number",
    advice: [
      "Take a learning rate ten times smaller.",
      "Put BatchNormalization after the convolutions.",
      "With SGD, a momentum of 0.9 multiplies the step: lower one of the two.",
    ],
  },
  OUT_OF_MEMORY: {
    title: "The run needed more memory than it may use",
    advice: [
      "Halve the batch size.",
      "Pool earlier, so that the following layers work on smaller maps.",
      "Put GlobalAveragePooling2D in place of Flatten, or give the Dense layers fewer units.",
    ],
  },
  CHILD_CRASHED: {
    title: "The training process ended unexpectedly",
    advice: ["Train again. If it happens once more, halve the batch size and tell your instructor."],
  },
  INVALID_GRAPH: {
    title: "This network cannot be trained",
    advice: ["Open the network in the builder: what is wrong is said at the block where it is wrong."],
  },
  DATASET_MISSING: {
    title: "The dataset is not on the server",
    advice: ["Tell your instructor. The network and the settings are fine."],
  },
  GAVE_UP: {
    title: "The run was tried several times and never got through",
    advice: ["Train again with a smaller network or batch size, and tell your instructor."],
  },
  INTERNAL: {
    title: "Something went wrong on the server",
    advice: ["Train again. If it happens once more, tell your instructor."],
  },
} as const satisfies Record<RunFailure["code"], FailureAdvice>;

export function failureAdvice(code: RunFailure["code"]): FailureAdvice {
  return ADVICE[code];
}

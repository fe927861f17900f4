import { classWeightProblem } from "../training/class-weights.ts";
import type { Evaluation } from "../training/metrics.ts";
import { defineTask, type Metric } from "./define-task.ts";
import { formatFraction, formatMeasure } from "./format-measure.ts";
import type { ClassificationTarget } from "./target.ts";

const ACCURACY: Metric = {
  name: "accuracy",
  label: "Accuracy",
  direction: "higher",
  unit: "%",
  format: formatFraction,
};

/** So that close places on a board can be told apart. */
const inHundredths = (fraction: number) => formatFraction(fraction, 2);

/** One of several classes, by softmax and cross-entropy in nats. */
export const classification = defineTask<ClassificationTarget, Evaluation>({
  task: "classification",
  label: "Classification",
  output: ({ classes }) => ({ length: classes.length, meaning: "one per class" }),
  activationProblem: (activation) =>
    activation === "softmax" ? "Softmax is applied twice: Output already does it" : null,
  losses: [
    {
      name: "categoricalCrossentropy",
      label: "Cross-entropy",
      help: "How surprised the network is by the right class: 0 where it is sure of it.",
    },
  ],
  metrics: () => [ACCURACY],
  lossMetric: {
    name: "loss",
    label: "Loss",
    direction: "lower",
    unit: "",
    format: (value) => formatMeasure(value, { unit: "", digits: 4 }),
  },
  ownSettings: ["labelSmoothing", "classWeight"],
  settingProblems({ classWeight }, { classes }) {
    const problem = classWeightProblem(classWeight, classes.length);
    return problem === null ? {} : { classWeight: problem };
  },
  answerOf: (output) => ({ task: "classification", probabilities: [...output] }),
  rankOf: ({ accuracy, macroF1 }) => ({ score: accuracy, tieBreak: macroF1 }),
  ranking: () => ({
    score: { ...ACCURACY, label: "Test accuracy", format: inHundredths, value: (rank) => rank },
    tieBreak: {
      label: "Macro F1",
      direction: "higher",
      unit: "%",
      format: inHundredths,
      value: (rank) => rank,
    },
  }),
  baselineLoss: ({ classes }) => Math.log(classes.length),
});

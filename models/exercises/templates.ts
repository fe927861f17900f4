import { chainGraph } from "../graph/chain.ts";
import { presetById } from "../presets/index.ts";
import type { Check } from "./checks/check.ts";
import { EMPTY_EXERCISE } from "./empty-exercise.ts";
import type { NewExercise } from "./exercise.ts";
import type { AnswerKeys } from "./questions/answer-key.ts";
import { NO_RULES } from "./no-rules.ts";

export type ExerciseTemplate = NewExercise & {
  id: string;
  /** What it is for, to an instructor. */
  summary: string;
};

type Draft = { id: string; title: string; summary: string; text: string };
type Parts = Partial<NewExercise["content"]> & {
  limits?: NewExercise["handIn"]["limits"];
  keys?: AnswerKeys;
};

function template({ text, ...draft }: Draft, { limits, keys = {}, ...content }: Parts): ExerciseTemplate {
  const { content: empty, handIn } = EMPTY_EXERCISE;
  return {
    ...draft,
    content: { ...empty, ...content, text },
    keys,
    handIn: { ...handIn, limits: limits ?? { total: 10, perDay: null } },
  };
}

const accuracy = (min: number, points: number): Check => ({
  id: `accuracy-${Math.round(min * 100)}`,
  test: { kind: "accuracy", min },
  points,
  message: "",
});

/** The lecture's network with the mistakes that people make: a Dense on the map, a stage without pooling, units that are no classes. */
function brokenNetwork() {
  return chainGraph([
    { type: "Conv2D", settings: { filters: 16, kernelSize: [3, 3], padding: "same" } },
    { type: "MaxPooling2D", settings: { poolSize: [2, 2] } },
    { type: "Dense", settings: { units: 32 } },
    { type: "Conv2D", settings: { filters: 32, kernelSize: [3, 3], padding: "same" } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 7 } },
  ]);
}

/** Exercises of the lecture, to begin with. */
export const EXERCISE_TEMPLATES: readonly ExerciseTemplate[] = [
  template(
    {
      id: "lecture-network",
      title: "Build the lecture's network",
      summary: "From an empty canvas to a trained network: three stages of convolutions and pooling.",
      text: `Build the network of the lecture from an empty canvas and train it.

1. Three stages of **two convolutions** and a **pooling** each, with 16, 32 and 64 filters of 2 x 2.
2. Then **Flatten** and two **Dense** layers, the last with one unit a class.

A convolution of $f$ filters of size $k \\times k$ on $c$ channels has

$$ f \\cdot (k \\cdot k \\cdot c + 1) $$

parameters. Work out those of your first block before you look at what the builder says.
`,
    },
    {
      checks: [
        {
          id: "stages",
          test: { kind: "conv-then-pool", count: 3 },
          points: 3,
          message: "Each stage ends with a pooling.",
        },
        {
          id: "convolutions",
          test: { kind: "has-layer", layer: "Conv2D", count: 6 },
          points: 2,
          message: "",
        },
        {
          id: "head",
          test: { kind: "no-dense-before-flatten" },
          points: 1,
          message: "A Dense block wants a vector: put Flatten before it.",
        },
        accuracy(0.6, 4),
      ],
    },
  ),
  template(
    {
      id: "beat-85",
      title: "Beat 85 %",
      summary: "Any network, as long as it is right about 85 of 100 tiles that it has never seen.",
      text: `Build a network that is right about at least 85 % of the tiles that it has never seen. Which blocks you use is up to you.

Look at the curves of your runs before you change anything: does it learn too slowly, or does it learn by heart?
`,
    },
    {
      start: { kind: "network", graph: presetById("tiny-cnn")?.graph ?? chainGraph([]) },
      checks: [
        accuracy(0.75, 3),
        accuracy(0.85, 5),
        {
          id: "gap",
          test: { kind: "gap", max: 0.1 },
          points: 2,
          message: "It knows its training tiles by heart. Try Dropout, or fewer units.",
        },
      ],
      limits: { total: 10, perDay: 3 },
    },
  ),
  template(
    {
      id: "small-network",
      title: "Best under 50,000 parameters",
      summary: "As right as it can be, and small.",
      text: `Small networks fit on satellites. Get as much out of **50,000 parameters** as you can.

Where do the parameters of your network sit? A Dense block after Flatten often has more of them than all convolutions together.
`,
    },
    {
      rules: { ...NO_RULES, maxParams: 50_000 },
      checks: [
        accuracy(0.7, 4),
        accuracy(0.8, 4),
        {
          id: "macro-f1",
          test: { kind: "macro-f1", min: 0.75 },
          points: 2,
          message: "Some classes are hardly found. The confusion matrix says which.",
        },
      ],
      limits: { total: 10, perDay: 3 },
    },
  ),
  template(
    {
      id: "fix-network",
      title: "Fix the broken network",
      summary: "A network with three mistakes in it, to be found and put right.",
      text: `Somebody has built this network in a hurry. It cannot be trained as it is. Find out why, put it right with as few changes as you can, and train it.

The builder says what is wrong with each block; what it says first need not be the cause.
`,
    },
    {
      start: { kind: "network", graph: brokenNetwork() },
      checks: [
        {
          id: "head",
          test: { kind: "no-dense-before-flatten" },
          points: 3,
          message: "A Dense block works on every place of a map by itself; it belongs after Flatten.",
        },
        {
          id: "stages",
          test: { kind: "conv-then-pool", count: 2 },
          points: 3,
          message: "The second convolution needs a pooling as well.",
        },
        accuracy(0.5, 4),
      ],
    },
  ),
  template(
    {
      id: "read-confusion",
      title: "Read the confusion matrix",
      summary: "A network that finds what is hard to find: the class that others take for another.",
      text: `Train a network and look at its confusion matrix. Rows are what a tile shows, columns what the network says.

1. Answer the questions below: one is about the matrix of the very run that you hand in.
2. Change the network, or the weight of that class in training, until it finds at least **70 %** of the tiles with a **River**.
3. Say what you changed and why it helped.
`,
    },
    {
      start: { kind: "network", graph: presetById("lecture-cnn")?.graph ?? chainGraph([]) },
      checks: [
        {
          id: "river",
          test: { kind: "class-recall", className: "River", min: 0.7 },
          points: 3,
          message: "Look at the row of River in the confusion matrix.",
        },
        accuracy(0.7, 1),
      ],
      questions: [
        {
          id: "taken-for-river",
          kind: "cell",
          prompt: "Which class is most often taken for River? Choose the cell that says so.",
          points: 2,
          matrix: { kind: "own-run" },
        },
        {
          id: "row",
          kind: "choice",
          prompt: "What do the numbers of one row add up to?",
          points: 1,
          options: [
            { id: "actual", text: "The tiles that show this class" },
            { id: "called", text: "The tiles that the network calls by this class" },
            { id: "found", text: "The tiles of this class that were found" },
          ],
          isSeveral: false,
          isShuffled: true,
        },
        {
          id: "recall",
          kind: "number",
          prompt:
            "45 tiles show a River. The network finds 36 of them. What is the recall, as a number from 0 to 1?",
          points: 1,
          unit: "",
        },
        { id: "changed", kind: "text", prompt: "What did you change, and why did it help?", points: 2 },
      ],
      keys: {
        "taken-for-river": {
          kind: "cell",
          rule: { kind: "mistaken-for", className: "River" },
          message: "Look down the column of River: all in it but River itself are tiles of another class.",
        },
        row: {
          kind: "choice",
          right: ["actual"],
          isPartial: false,
          message: "A row is what a tile shows; columns are what the network says.",
        },
        recall: {
          kind: "number",
          value: 0.8,
          tolerance: { kind: "absolute", by: 0.005 },
          message: "Recall is the share of the tiles of a class that are found.",
        },
        changed: { kind: "text", message: "Names one change, and says what the matrix had to do with it." },
      },
    },
  ),
];

import { z } from "zod";
import type { ModelGraph } from "../graph/schema.ts";
import type { StartingPoint } from "../weights/starting-point.ts";
import { tellStartingPoint } from "../weights/tell-starting-point.ts";
import { needsFreshWeights } from "./needs-fresh-weights.ts";
import { ALWAYS_ALLOWED } from "./rulable-layers.ts";

/** What may be handed in; null for whatever anybody may. Input and Output are always allowed. */
export const exerciseRules = z.object({
  layers: z.array(z.string().max(64).regex(/^\w*$/)).max(200).nullable(),
  maxParams: z.int().min(1).max(1e9).nullable(),
  maxEpochs: z.int().min(1).max(200).nullable(),
  maxTrainingSeconds: z.int().min(1).max(86_400).nullable(),
});
export type ExerciseRules = z.infer<typeof exerciseRules>;

export type RuledWork = {
  graph: ModelGraph;
  params: number;
  /** null while nothing has been trained. */
  epochs: number | null;
  trainingSeconds: number | null;
  /** Whose weights it began from; null for fresh ones, and while nothing has been trained. */
  startedFrom: StartingPoint | null;
};

/** What of the rules is broken, in words for who broke it. */
export function ruleProblems(rules: ExerciseRules, work: RuledWork): string[] {
  const { layers, maxParams, maxEpochs, maxTrainingSeconds } = rules;
  const problems: string[] = [];
  if (layers !== null) {
    const types = new Set(work.graph.nodes.map(({ type }) => type));
    const others = [...types].filter((type) => !ALWAYS_ALLOWED.has(type) && !layers.includes(type));
    if (others.length > 0) {
      problems.push(`Only ${listed(layers)} are allowed here; this network has ${listed(others)}.`);
    }
  }
  if (maxParams !== null && work.params > maxParams) {
    problems.push(
      `At most ${counted(maxParams)} parameters are allowed; this network has ${counted(work.params)}.`,
    );
  }
  if (maxEpochs !== null && work.epochs !== null && work.epochs > maxEpochs) {
    problems.push(`At most ${maxEpochs} epochs are allowed; this run asks for ${work.epochs}.`);
  }
  const { trainingSeconds, startedFrom } = work;
  if (maxTrainingSeconds !== null && trainingSeconds !== null && trainingSeconds > maxTrainingSeconds) {
    problems.push(
      `At most ${maxTrainingSeconds} s of training are allowed; this run took ${Math.ceil(trainingSeconds)} s.`,
    );
  }
  if (needsFreshWeights(rules) && startedFrom !== null) {
    problems.push(
      `How long is trained is limited here, so training starts from fresh weights; this run started from ${tellStartingPoint(startedFrom)}.`,
    );
  }
  return problems;
}

const counted = (count: number) => count.toLocaleString("en-US");
const listed = (names: readonly string[]) => (names.length === 0 ? "Input and Output" : names.join(", "));

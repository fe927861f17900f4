import { taskOf } from "../tasks/index.ts";
import type { Finding, RunFacts } from "./finding.ts";
import { short } from "./finding.ts";

/** An epoch's mean moves by a few hundredths with the order of its pictures alone; a fifth is another thing. */
const RISE = 1.2;
/** Of the first epoch's points, whose means are of few pictures: half as much again, in medians of a quarter of them. */
const RISE_BY_STEP = 1.5;
/** A quarter of them has to have a median. */
const LEAST_POINTS = 24;

/**
 * A training loss that is a fifth above where it has been, in the mean of a whole epoch; before the second epoch has
 * ended, one whose newest quarter of steps lies half above its lowest quarter.
 */
export function findRisingLoss(facts: RunFacts): Finding | null {
  const { target, epochs } = facts;
  const { format } = taskOf(target).lossMetric;
  const rise = epochs.length >= 2 ? byEpoch(facts) : byStep(facts);
  if (rise === null) return null;
  return {
    kind: "rising-loss",
    title: "The loss has risen",
    text: `${rise.where} The training loss should fall or stay: it went from ${format(rise.from)} to ${format(rise.to)}.`,
    advice: adviceFor(facts),
  };
}

type Rise = { from: number; to: number; where: string };

function byEpoch({ epochs }: RunFacts): Rise | null {
  const losses = epochs.map(({ train }) => train.loss);
  const to = losses.at(-1) ?? Number.NaN;
  const from = Math.min(...losses);
  if (!(to > RISE * from)) return null;
  const lowest = epochs[losses.indexOf(from)]?.epoch ?? 1;
  return { from, to, where: `Since epoch ${lowest} it learns less instead of more.` };
}

function byStep({ curve }: RunFacts): Rise | null {
  const losses = (curve?.points ?? []).map(([, , loss]) => loss);
  if (losses.length < LEAST_POINTS) return null;
  const size = Math.floor(losses.length / 4);
  const quarters = [0, 1, 2].map((part) => median(losses.slice(part * size, (part + 1) * size)));
  const to = median(losses.slice(-size));
  const from = Math.min(...quarters);
  return to > RISE_BY_STEP * from
    ? { from, to, where: "Within its first steps it already goes wrong." }
    : null;
}

function adviceFor({ hyperParameters }: RunFacts): string[] {
  const { learningRate, globalClipnorm, warmupEpochs, momentum, optimizer, schedule } = hyperParameters;
  return [
    `a learning rate of ${short(learningRate / 10)} in place of ${short(learningRate)}: steps that are too long jump over what they look for`,
    ...(optimizer === "sgd" && momentum > 0.95 ? [`a momentum of 0.9 in place of ${short(momentum)}`] : []),
    ...(warmupEpochs === 0 ? ["a warm-up of one epoch"] : []),
    ...(globalClipnorm === null ? ["gradients clipped at a norm of 1"] : []),
    ...(schedule === "constant" ? ["a schedule that lowers the learning rate, such as Cosine"] : []),
  ];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

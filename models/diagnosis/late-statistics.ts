import type { ModelGraph } from "../graph/schema.ts";
import { TRAINABLE } from "../layers/trainable.ts";
import { formatFraction } from "../tasks/format-measure.ts";
import { apartText, isApart } from "./apart.ts";
import { short, type Finding, type RunFacts } from "./finding.ts";

/** e^-4: after four times `1 / (1 - momentum)` steps so much is left of what moving statistics began with. */
const LEFT = 0.018;

/**
 * A network whose batch normalizations cannot keep up: training normalizes by each batch, validation by moving statistics, which
 * with a momentum of m are `1 / (1 - m)` steps behind (Ioffe and Szegedy, 2015, https://arxiv.org/abs/1502.03167). Where the run is
 * far better on what it trains on and had too few steps for them, that is likelier than learning by heart.
 */
export function findLateStatistics(facts: RunFacts): Finding | null {
  const { graph, curve, epochs } = facts;
  const last = epochs.at(-1);
  const momentum = slowestMomentum(graph);
  if (last === undefined || momentum === null || curve === null || !isApart(facts, last)) return null;
  const steps = last.epoch * curve.steps;
  const left = momentum ** steps;
  if (!(left > LEFT)) return null;
  const behind = Math.round(1 / (1 - momentum)).toLocaleString("en");
  const swift = quickEnough(steps);
  return {
    kind: "late-statistics",
    title: "Batch normalization is behind",
    text: `${apartText(facts, last)} Validation normalizes by moving statistics, which with a momentum of ${short(momentum)} follow about ${behind} steps behind; after ${steps.toLocaleString("en")} steps ${formatFraction(left)} of them is still what they began with.`,
    advice: [
      `a momentum of ${swift} in each BatchNormalization (select them all: their settings are changed at once)`,
      "more epochs: more steps",
    ],
  };
}

/** Null: nothing that trains is normalized by moving statistics. */
function slowestMomentum({ nodes }: ModelGraph): number | null {
  const momenta = nodes
    .filter(({ type, settings }) => type === "BatchNormalization" && settings[TRAINABLE] !== false)
    .map(({ settings }) => Number(settings["momentum"]))
    .filter(Number.isFinite);
  return momenta.length === 0 ? null : Math.max(...momenta);
}

/** The slowest of the usual ones that had steps enough. */
function quickEnough(steps: number): number {
  return [0.99, 0.95].find((momentum) => momentum ** steps <= LEFT) ?? 0.9;
}

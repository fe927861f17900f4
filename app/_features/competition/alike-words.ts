import { formatPercent } from "#app/_lib/format-percent.ts";
import type { AlikePair } from "#server/contract/competition.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `40 s`, `25 min`, `3 h`, `2 days`: as exact as anybody needs it. */
export function roughTime(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < 2 * HOUR) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.round(seconds / HOUR)} h`;
  return `${Math.round(seconds / DAY)} days`;
}

/** What two entries have in common, a sentence each, in the order in which it matters. */
export function alikeWords(pair: AlikePair): string[] {
  const { hasSameWeights, hasSameNetwork, weights, edits, answers, graph } = pair;
  return [
    hasSameWeights ? null : weightWords(weights),
    answers === null ? null : `They give the same answer to ${formatPercent(answers)} of the hidden tiles.`,
    hasSameNetwork
      ? "Their networks are one and the same, whatever the blocks are called."
      : `${formatPercent(graph, 0)} of their blocks are the same, in the same order.`,
    edits === null || edits.same === 0 ? null : editWords(pair, edits),
  ].filter((words) => words !== null);
}

function weightWords(weights: AlikePair["weights"]): string | null {
  if (weights === null || weights.share === 0) return null;
  const { share, distance } = weights;
  const apart = distance < 1e-7 ? "exactly the same" : `the same but for ${smallPercent(distance)}`;
  return `${formatPercent(share, 0)} of the weights that were trained are ${apart}.`;
}

/** Of what is at most one percent, its first digit that is not 0. */
function smallPercent(fraction: number): string {
  const digits = Math.max(0, -Math.floor(Math.log10(fraction * 100)));
  return formatPercent(fraction, Math.min(digits, 6));
}

function editWords(
  { entries: [one, other] }: AlikePair,
  { same, of, seconds, apartSeconds }: NonNullable<AlikePair["edits"]>,
): string {
  const [first, second] = seconds;
  return `${same} of ${of} edits in the same order: ${one.user.name} took ${roughTime(first)}, ${other.user.name} ${roughTime(second)}, begun ${roughTime(apartSeconds)} apart.`;
}

/** Why that may be so without anybody having taken anything. */
export function innocentWords(pair: AlikePair): string | null {
  const { hasSameWeights, hasSameSeed, hasSameNetwork, areBothBegun, weights } = pair;
  const areNear = hasSameWeights || (weights?.share ?? 0) > 0;
  if (areNear && hasSameSeed && hasSameNetwork) {
    return "Two trainings of one network with the same seed and settings give the same weights.";
  }
  if (areNear && areBothBegun) {
    return "Both began from other weights: if those are the same and hardly moved, they are near.";
  }
  return null;
}

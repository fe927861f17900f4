import type { WeightMatch } from "#models/weights/match-weights.ts";
import type { StoredWeights } from "#server/engine/weights/starting-weights.ts";
import { readWeights } from "./network.ts";
import { UsageError } from "./usage-error.ts";

const MOST_TOLD = 5;

/** What a training begins from: the weights that `--weights` names, else those of the model's own file; null for fresh ones. */
export async function startOf(
  weightsFile: string | null,
  carried: StoredWeights | null,
): Promise<StoredWeights | null> {
  if (weightsFile === "none") return null;
  return weightsFile === null ? carried : readWeights(weightsFile);
}

/** @throws UsageError where no layer fits: it would be a training from fresh weights under another name. */
export function tellStart(
  { layers, total, others }: WeightMatch,
  file: string,
  say: (line: string) => void,
): void {
  if (layers.length === 0) {
    const [first] = others;
    const why = first === undefined ? "" : `, such as of ${first.layer}: ${first.reason}`;
    throw new UsageError(`${file} has weights of none of the network's ${total} layers${why}`);
  }
  say(`Starts from weights of ${file}: ${layers.length} of ${total} layers`);
  for (const { layer, reason } of others.slice(0, MOST_TOLD)) say(`  ${layer} begins anew: ${reason}`);
  if (others.length > MOST_TOLD) say(`  and ${others.length - MOST_TOLD} more begin anew`);
}

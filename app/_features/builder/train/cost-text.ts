import { formatDuration } from "#app/_lib/format-duration.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import type { CostEstimate } from "#server/contract/cost.ts";

/** `about 20 s`: no more digits than an estimate has. */
export function aboutSeconds(seconds: number): string {
  if (seconds < 1) return "under 1 s";
  const step = seconds < 20 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
  const rounded = Math.round(seconds / step) * step;
  return `about ${rounded < 10 ? `${rounded} s` : formatDuration(rounded).replace(" 00 s", "")}`;
}

/** Why what was chosen cannot be trained, null where it can. */
export function memoryProblem(cost: CostEstimate): string | null {
  const { memoryBytes, memoryAtHandBytes, batchSizeThatFits } = cost;
  if (memoryAtHandBytes === null || memoryBytes <= memoryAtHandBytes) return null;
  const room = `The server has ${formatMemory(memoryAtHandBytes)} for it`;
  return batchSizeThatFits === null
    ? `${room}, too little even for one image: use fewer filters or pool earlier.`
    : `${room}. Batch size ${batchSizeThatFits} fits.`;
}

const BASES: Record<CostEstimate["basis"], string> = {
  runs: "going by runs on this server",
  measurement: "going by what the server measured of itself",
  guess: "a rough guess: no server has measured itself yet",
};

const SIMPLE =
  "This network takes long to work out, so memory and time are a simple sum of weights and activations.";

/** How long all epochs will take, and how that is known. @param epochs null while what was typed is no number. */
export function durationText(
  { secondsPerEpoch, secondsOnce, basis, isSimple }: CostEstimate,
  epochs: number | null,
): string {
  const count = epochs === 1 ? "1 epoch" : `${epochs} epochs`;
  const known = BASES[basis];
  const once = secondsOnce < 1 ? "" : `, after ${aboutSeconds(secondsOnce)} for the frozen layers, once`;
  const text =
    epochs === null ? known : `${aboutSeconds(epochs * secondsPerEpoch)} for ${count}${once}, ${known}`;
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  return isSimple ? `${whole} ${SIMPLE}` : whole;
}

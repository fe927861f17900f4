import { formatCount } from "#app/_lib/format-count.ts";
import { HYPER_PARAMETER_FIELDS } from "#models/training/hyper-parameter-fields.ts";
import type { ParsedTrainingForm } from "./training-form.ts";

/** What a training will look at, or, while a setting is wrong, what that setting takes: "Learning rate: 1e-7 to 10". */
export function trainingSummary(images: number, parsed: ParsedTrainingForm): string {
  const seen = `${formatCount(images)} training images`;
  if (parsed.ok) {
    return `${seen}, ${formatCount(Math.ceil(images / parsed.hyperParameters.batchSize))} steps an epoch`;
  }
  const wrong = HYPER_PARAMETER_FIELDS.find(({ name }) => parsed.errors[name] !== undefined);
  if (wrong === undefined) return seen;
  const takes = "min" in wrong ? `${wrong.min} to ${wrong.max}` : parsed.errors[wrong.name];
  return `${seen}. ${wrong.label}: ${takes}`;
}

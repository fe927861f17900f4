import { fieldsFor } from "#models/tasks/fields-for.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import {
  HYPER_PARAMETER_FIELDS,
  isApplicable,
  type HyperParameterField,
} from "#models/training/hyper-parameter-fields.ts";
import { DEFAULTS } from "#models/training/hyper-parameter-defaults.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { weightDecayOf } from "#models/training/weight-decay.ts";

export type TrainingFact = { name: string; value: string; details: string | null };

/** What a run trains with beyond what every run shows: all that is not off, with the numbers that belong to a choice. */
export function trainingFacts(hyperParameters: HyperParameters, target: TaskTarget): TrainingFact[] {
  const settings = { ...hyperParameters, weightDecay: weightDecayOf(hyperParameters) || null };
  return fieldsFor(target)
    .filter(
      (field) =>
        field.group !== "basic" &&
        field.onlyFor === undefined &&
        field.unless === undefined &&
        settings[field.name] !== DEFAULTS[field.name],
    )
    .map((field) => ({
      name: field.label,
      value: valueText(field, settings[field.name]),
      details: detailsOf(field, settings),
    }));
}

function detailsOf(field: HyperParameterField, settings: HyperParameters): string | null {
  const { name } = field;
  if (name !== "schedule" && name !== "earlyStopping") return null;
  const details = HYPER_PARAMETER_FIELDS.filter(
    (each) => belongsTo(each, name) && isApplicable(each, settings) && settings[each.name] !== 0,
  );
  const texts = details.map((each) => `${each.label.toLowerCase()} ${valueText(each, settings[each.name])}`);
  return texts.length === 0 ? null : texts.join(", ");
}

function belongsTo({ onlyFor, unless }: HyperParameterField, name: "schedule" | "earlyStopping"): boolean {
  return onlyFor?.[name] !== undefined || unless?.[name] !== undefined;
}

/** A setting's value as people read it. */
export function valueText(field: HyperParameterField, value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  if (field.kind !== "choice") return String(value);
  const label = field.options.find((option) => option.value === value)?.label ?? String(value);
  // What comes after the colon explains the choice to who makes it.
  return label.split(":")[0] ?? label;
}

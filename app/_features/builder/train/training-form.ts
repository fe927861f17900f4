import { fieldsFor } from "#models/tasks/fields-for.ts";
import { settingProblems } from "#models/tasks/setting-problems.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { CLASS_WEIGHT_LIMITS } from "#models/training/hyper-parameter-defaults.ts";
import { HYPER_PARAMETER_FIELDS, isApplicable } from "#models/training/hyper-parameter-fields.ts";
import {
  classWeight,
  DEFAULT_HYPER_PARAMETERS,
  type HyperParameters,
  hyperParameters,
} from "#models/training/hyper-parameters.ts";

/** As typed: a value may be wrong until it is right. */
export type TrainingForm = {
  [Name in Exclude<keyof HyperParameters, "classWeight">]: HyperParameters[Name] | string;
} & { classWeight: string | readonly (number | string)[] };

export type ParsedTrainingForm =
  | { ok: true; hyperParameters: HyperParameters }
  | { ok: false; errors: Partial<Record<keyof HyperParameters, string>> };

/**
 * @param target what the dataset asks for, which decides what may be chosen.
 * @param maxEpochs what the cohort allows the person; null for as many as any run may have.
 */
export function parseTrainingForm(
  form: TrainingForm,
  target: TaskTarget,
  maxEpochs: number | null = null,
): ParsedTrainingForm {
  const parsed = hyperParameters.safeParse(readable(form, target));
  if (parsed.success) {
    const problems: Partial<Record<keyof HyperParameters, string>> = settingProblems(parsed.data, target);
    if (maxEpochs !== null && parsed.data.epochs > maxEpochs) {
      problems.epochs = `Your instructor lets a run have at most ${maxEpochs} ${maxEpochs === 1 ? "epoch" : "epochs"} here`;
    }
    return Object.keys(problems).length === 0
      ? { ok: true, hyperParameters: parsed.data }
      : { ok: false, errors: problems };
  }
  const errors: Partial<Record<keyof HyperParameters, string>> = {};
  for (const issue of parsed.error.issues) {
    const name = issue.path[0] as keyof HyperParameters;
    errors[name] ??= explanationOf(name, form[name]);
  }
  return { ok: false, errors };
}

/** What the choices leave unused must not stand in the way, and an optional number that is left empty is none. */
function readable(form: TrainingForm, target: TaskTarget): TrainingForm {
  const fields = new Map(fieldsFor(target).map((field) => [field.name, field]));
  const changes = HYPER_PARAMETER_FIELDS.flatMap(({ name }) => {
    const field = fields.get(name);
    if (field === undefined || !isApplicable(field, form)) return [[name, DEFAULT_HYPER_PARAMETERS[name]]];
    const isNoLonger = field.kind === "choice" && name !== "classWeight" && !isOption(field, form[name]);
    if (isNoLonger) return [[name, DEFAULT_HYPER_PARAMETERS[name]]];
    return "emptyMeans" in field && form[name] === "" ? [[name, null]] : [];
  });
  return { ...form, ...(Object.fromEntries(changes) as Partial<HyperParameters>) };
}

/** What was remembered for a design may be of another task: it trains on another dataset now. */
function isOption({ options }: { options: readonly { value: string }[] }, value: unknown): boolean {
  return options.some((option) => option.value === value);
}

function explanationOf(name: keyof HyperParameters, value: unknown): string {
  if (Array.isArray(value)) return weightExplanation(value);
  const field = HYPER_PARAMETER_FIELDS.find((each) => each.name === name);
  if (field === undefined || !("min" in field)) return `Choose one of the list, received ${String(value)}`;
  const kind = field.kind === "integer" ? "a whole number" : "a number";
  return `Expected ${kind} from ${field.min} to ${field.max}, received ${received(value)}`;
}

function weightExplanation(weights: readonly unknown[]): string {
  const wrong = weights.find((weight) => !classWeight.safeParse(weight).success);
  const { min, max } = CLASS_WEIGHT_LIMITS;
  return `Expected a number from ${min} to ${max} for each class, received ${received(wrong)}`;
}

function received(value: unknown): string {
  return value === "" ? "nothing" : String(value);
}

const key = (designId: string) => `strata:training:${designId}`;

/** What this design was last trained with, in this browser; else the defaults. */
export function rememberedForm(storage: Pick<Storage, "getItem">, designId: string): HyperParameters {
  try {
    const parsed = hyperParameters.safeParse(JSON.parse(storage.getItem(key(designId)) ?? "{}"));
    return parsed.success ? parsed.data : DEFAULT_HYPER_PARAMETERS;
  } catch {
    return DEFAULT_HYPER_PARAMETERS;
  }
}

export function rememberForm(
  storage: Pick<Storage, "setItem">,
  designId: string,
  chosen: HyperParameters,
): void {
  try {
    storage.setItem(key(designId), JSON.stringify(chosen));
  } catch {
    // Without storage, the defaults come up the next time.
    return;
  }
}

import {
  DEFAULT_HYPER_PARAMETERS,
  type HyperParameters,
  hyperParameters,
} from "#models/training/hyper-parameters.ts";

/** As typed: a value may be wrong until it is right. */
export type TrainingForm = { [Name in keyof HyperParameters]: HyperParameters[Name] | string };

export type ParsedTrainingForm =
  | { ok: true; hyperParameters: HyperParameters }
  | { ok: false; errors: Partial<Record<keyof HyperParameters, string>> };

export function parseTrainingForm(form: TrainingForm): ParsedTrainingForm {
  // Momentum that no optimizer reads must not stand in the way.
  const read = form.optimizer === "sgd" ? form : { ...form, momentum: DEFAULT_HYPER_PARAMETERS.momentum };
  const parsed = hyperParameters.safeParse(read);
  if (parsed.success) return { ok: true, hyperParameters: parsed.data };
  const errors: Partial<Record<keyof HyperParameters, string>> = {};
  for (const issue of parsed.error.issues) {
    const name = issue.path[0] as keyof HyperParameters;
    errors[name] ??= limitsOf(name, form[name]);
  }
  return { ok: false, errors };
}

function limitsOf(name: keyof HyperParameters, value: unknown): string {
  const schema = hyperParameters.shape[name].unwrap();
  if (!("minValue" in schema)) return `Choose one of the list, received ${String(value)}`;
  const kind = schema.isInt ? "a whole number" : "a number";
  const received = value === "" ? "nothing" : String(value);
  return `Expected ${kind} from ${schema.minValue} to ${schema.maxValue}, received ${received}`;
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

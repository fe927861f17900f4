import { HYPER_PARAMETER_FIELDS, type HyperParameterField } from "#models/training/hyper-parameter-fields.ts";
import { DEFAULT_HYPER_PARAMETERS, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { UsageError } from "./usage-error.ts";

type Name = keyof HyperParameters;

/** Those with names of their own; `--flips` is two in one. */
const SHORT_NAMES: Partial<Record<Name, string>> = { batchSize: "batch", learningRate: "lr" };
const IN_FLIPS: ReadonlySet<Name> = new Set(["flipHorizontal", "flipVertical"]);

/** An option for every field of the training form, so that the terminal can train what the page can. */
const FIELDS = HYPER_PARAMETER_FIELDS.filter(({ name }) => !IN_FLIPS.has(name));

/** What `parseArgs` is told of them. */
export const SETTING_OPTIONS: Readonly<Record<string, { type: "boolean" | "string" }>> = Object.fromEntries(
  FIELDS.map((field) => [optionOf(field.name), { type: field.kind === "boolean" ? "boolean" : "string" }]),
);

/** The option that sets a hyper-parameter, without its dashes. */
export function optionOf(name: Name): string {
  return SHORT_NAMES[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The hyper-parameters that were given, not yet checked. @throws UsageError for a number that is none. */
export function readSettings(given: Readonly<Record<string, unknown>>): Partial<Record<Name, unknown>> {
  const settings = FIELDS.flatMap((field) => {
    const value = given[optionOf(field.name)];
    return value === undefined ? [] : [[field.name, valueOf(field, value)]];
  });
  return Object.fromEntries(settings) as Partial<Record<Name, unknown>>;
}

function valueOf({ name, kind }: HyperParameterField, given: unknown): unknown {
  if (typeof given !== "string") return given;
  if (kind !== "choice") return asNumber(name, given);
  const isList = name === "classWeight" && given.includes(",");
  return isList ? given.split(",").map((each) => asNumber(name, each)) : given;
}

function asNumber(name: Name, text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw new UsageError(`--${optionOf(name)} is a number; received "${text}"`);
  return value;
}

const NAME_WIDTH = 32;

/** A line for each field of the form that is not at once in sight there, with its default. */
export const SETTINGS_USAGE = FIELDS.filter(({ group }) => group !== "basic")
  .map(
    (field) => `  ${`--${optionOf(field.name)} ${placeholderOf(field)}`.padEnd(NAME_WIDTH)}${helpOf(field)}`,
  )
  .join("\n");

function placeholderOf({ kind, name }: HyperParameterField): string {
  if (kind === "boolean") return "";
  if (name === "classWeight") return "WHICH";
  return kind === "choice" ? "NAME" : "N";
}

function helpOf(field: HyperParameterField): string {
  const standard = "emptyMeans" in field ? field.emptyMeans : String(DEFAULT_HYPER_PARAMETERS[field.name]);
  if (field.name === "classWeight") {
    return "none (default), balanced, or a number for each class: 1,1,2.5,...";
  }
  if (field.kind === "choice") {
    return `${field.options.map(({ value }) => value).join(", ")} (default ${standard})`;
  }
  return field.kind === "boolean" ? field.help : `${field.help} Default ${standard}`;
}

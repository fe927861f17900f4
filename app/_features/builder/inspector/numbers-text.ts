import { parseSettingText } from "./setting-text.ts";

type Field = { takesOne?: true; emptyMeans?: string };

/**
 * "0.5, 0.25" as numbers, a single one by itself where the field takes that, and nothing where it may be left empty; other
 * text stays what it is, so that it is shown and explained.
 */
export function parseNumbersText(text: string, field: Field): number | number[] | string | undefined {
  if (text.trim() === "" && field.emptyMeans !== undefined) return undefined;
  const parts = text
    .trim()
    .split(/\s*[,;\s]\s*/u)
    .map(parseSettingText);
  const numbers = parts.filter((part) => typeof part === "number");
  const [first] = numbers;
  if (first === undefined || numbers.length < parts.length) return text;
  return numbers.length === 1 && field.takesOne === true ? first : numbers;
}

export function formatNumbersText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}

const MISSING = /^(?:|nan|na|null|none|-)$/i;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[-+]\d{2}:?\d{2})?)?$/;

/**
 * A number as it stands in a cell, a date and time as milliseconds since 1970, those without an offset read as UTC; NaN where
 * there is none, null for any other text.
 */
export function cellValue(text: string): number | null {
  if (MISSING.test(text)) return Number.NaN;
  if (NUMBER.test(text)) return Number.isFinite(Number(text)) ? Number(text) : null;
  const moment = MOMENT.exec(text);
  if (moment === null) return null;
  const iso = text.replace(" ", "T");
  const at = Date.parse(iso.includes("T") && moment[1] === undefined ? `${iso}Z` : iso);
  return Number.isNaN(at) ? null : at;
}

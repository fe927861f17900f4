import type { Detection } from "./detection.ts";

const COLUMNS = ["left", "right", "top", "bottom", "conf", "class"] as const;

/** A line a detection, in the order of the lecture's table. */
export function detectionsCsv(detections: readonly Detection[]): string {
  const lines = detections.map((each) => COLUMNS.map((name) => cell(each[name])).join(","));
  return `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  // A spreadsheet takes what begins like this for a formula.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

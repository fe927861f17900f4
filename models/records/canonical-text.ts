import type { Json } from "../graph/storable.ts";

/** One text for one value, however its keys were ordered or its file was laid out: what a signature is about. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalText(each)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`).join(",")}}`;
}

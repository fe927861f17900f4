type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** PostgreSQL refuses NUL and halves of surrogate pairs. No name or setting needs any control character. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;

export function isStorableText(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** Whether a value is at most `maxLength` characters of JSON, and all text in it can be stored. */
export function isStorableJson(value: Json, maxLength: number): boolean {
  return JSON.stringify(value).length <= maxLength && hasStorableText(value);
}

function hasStorableText(value: Json): boolean {
  if (typeof value === "string") return isStorableText(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) => isStorableText(key) && hasStorableText(each));
}

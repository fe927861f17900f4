export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** PostgreSQL refuses NUL and halves of surrogate pairs. No name or setting needs any control character. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;

export function isStorableText(text: string): boolean {
  return !UNSTORABLE.test(text);
}

type Bounds = {
  /** Characters as JSON. */
  maxLength: number;
  /** Of lists and objects everything in them, and they themselves. */
  maxValues: number;
};

/**
 * Whether something is JSON within bounds, and all text in it can be stored. Looks at no more than `maxValues` values,
 * however many there are.
 */
export function isStorableJson(value: unknown, { maxLength, maxValues }: Bounds): value is Json {
  const waiting: unknown[] = [value];
  let seen = 0;
  while (waiting.length > 0) {
    const each = waiting.pop();
    seen += 1;
    if (Array.isArray(each)) {
      if (seen + waiting.length + each.length > maxValues) return false;
      waiting.push(...(each as unknown[]));
    } else if (typeof each === "object" && each !== null) {
      for (const key in each) {
        // Assigned to another object, this key would change what that is.
        if (key === "__proto__" || key.length > maxLength || !isStorableText(key)) return false;
        if (seen + waiting.length >= maxValues) return false;
        waiting.push((each as Record<string, unknown>)[key]);
      }
    } else if (!isStorableLeaf(each, maxLength)) {
      return false;
    }
  }
  return seen <= maxValues && JSON.stringify(value).length <= maxLength;
}

function isStorableLeaf(value: unknown, maxLength: number): boolean {
  if (typeof value === "string") return value.length <= maxLength && isStorableText(value);
  return value === null || typeof value === "boolean" || Number.isFinite(value);
}

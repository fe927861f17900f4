import { isObject, own, snakeCase } from "./json.ts";

/**
 * A model's JSON with every key as Python writes it, for TensorFlow.js knows both spellings, and with Keras's tuples and
 * shapes as plain lists. Where both spellings of one key stand side by side, Python's holds.
 */
export function pythonic(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pythonic);
  if (!isObject(value)) return value;
  const items = own(value, "items");
  if (Array.isArray(items) && LISTS.has(String(own(value, "class_name")))) return items.map(pythonic);
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, pythonic(each)]);
  const isOther = ([key]: [string, unknown]) => snakeCase(key) !== key;
  return Object.fromEntries([
    ...entries.filter(isOther).map(([key, each]): [string, unknown] => [snakeCase(key), each]),
    ...entries.filter((entry) => !isOther(entry)),
  ]);
}

/** Classes by which Keras writes a list that is none in Python. */
const LISTS = new Set(["__tuple__", "TensorShape"]);

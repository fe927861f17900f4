import { isObject, own, snakeCase } from "./json.ts";

/**
 * A model's JSON with every key as Python writes it, for TensorFlow.js knows both spellings, with Keras's tuples and
 * shapes as plain lists, and NumPy's numbers and arrays as plain ones. Where both spellings of one key stand side by side, both stay: the one that is not read is told.
 */
export function pythonic(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pythonic);
  if (!isObject(value)) return value;
  const className = String(own(value, "class_name") ?? own(value, "className"));
  const items = own(value, "items");
  if (Array.isArray(items) && LISTS.has(className)) return items.map(pythonic);
  if (ARRAYS.has(className)) return own(own(value, "config"), "value");
  // So wrote Keras before 2.3.
  if (own(value, "type") === "ndarray") return own(value, "value");
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const name = snakeCase(key);
      return [name !== key && Object.hasOwn(value, name) ? key : name, pythonic(each)];
    }),
  );
}

/** Classes by which Keras writes a list that is none in Python. */
const LISTS = new Set(["__tuple__", "TensorShape"]);

const ARRAYS = new Set(["__numpy__", "__tensor__"]);

type JsonLimits = {
  /** Lists and objects within each other. */
  maxDepth: number;
  /** Values, lists and objects among them; an empty list counts twice. */
  maxValues: number;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Why the bytes of a JSON text are not worth parsing, null where they are: one pass that makes nothing. What is no JSON
 * at all is for the parser to say.
 */
export function jsonProblem(bytes: Uint8Array, { maxDepth, maxValues }: JsonLimits): string | null {
  let depth = 0;
  let values = 1;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
      continue;
    }
    switch (byte) {
      case QUOTE:
        isText = true;
        break;
      case COMMA:
        values += 1;
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        values += 1;
        if (depth > maxDepth) return `Lists and objects are nested more than ${maxDepth} deep`;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      default:
    }
    if (values > maxValues) return `There are more than ${maxValues} values in it`;
  }
  return null;
}

/**
 * JSON as Python writes it: NaN, Infinity and -Infinity are numbers, and what `json.dump(model.to_json(), file)` or a Python
 * prompt makes a text of is read as what the text says.
 * @returns undefined where it is none.
 */
export function parseJson(text: string): unknown {
  let value = parseText(text.trim());
  for (let level = 0; level < MAX_LEVELS && typeof value === "string"; level++) value = parseText(value);
  return value;
}

const MAX_LEVELS = 3;

function parseText(text: string): unknown {
  const json = isQuotedByPython(text) ? withoutQuotes(text) : text;
  try {
    return JSON.parse(json);
  } catch {
    return parseWithWords(json);
  }
}

/** As a prompt of Python shows a text: `'{"class_name": "Sequential"}'`. */
function isQuotedByPython(text: string): boolean {
  return /^'\s*[[{]/.test(text) && text.endsWith("'");
}

function withoutQuotes(text: string): string {
  return text.slice(1, -1).replace(/\\(['\\])/g, "$1");
}

/** In a text, so that none of a file's own can be taken for it. */
const NAN = "\u0001NaN";

function parseWithWords(text: string): unknown {
  const json = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g, (word) => {
    if (word === "NaN") return JSON.stringify(NAN);
    // Too large for a number of JSON, which is read as infinite.
    return word.startsWith('"') ? word : word.replace("Infinity", "1e999");
  });
  if (json === text) return undefined;
  try {
    return JSON.parse(json, (_, value: unknown) => (value === NAN ? Number.NaN : value));
  } catch {
    return undefined;
  }
}

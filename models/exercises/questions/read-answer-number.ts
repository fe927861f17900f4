type ReadNumber = { ok: true; value: number } | { ok: false; reason: string };

const PLAIN = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,4})?$/iu;
const GROUPS: Record<string, RegExp> = {
  ",": /^[-+]?\d{1,3}(?:,\d{3})+(?=\.|e|$)/iu,
  ".": /^[-+]?\d{1,3}(?:\.\d{3})+(?=,|e|$)/iu,
};
/** `1,500` is 1500 to some and 1.5 to others; `0,500` is one number to all. */
const AMBIGUOUS = /^[-+]?[1-9]\d{0,2},\d{3}$/u;

/**
 * A number as somebody typed it, with a comma or a point, with or without its unit. A single point is that of decimals; where
 * a comma could be either, it is refused in words, and so is what is no finite number.
 */
export function readAnswerNumber(text: string, unit: string): ReadNumber {
  const typed = text.trim();
  const bare = unit !== "" && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
  const plain = bare
    .trim()
    .replace(/^[\u2212\u2013]/u, "-")
    // Between groups of digits.
    .replaceAll(/(?<=\d)[ \u00A0\u2009\u202F'\u2019](?=\d{3}(?!\d))/gu, "");
  if (AMBIGUOUS.test(plain)) {
    const [whole, decimals] = [plain.replace(",", ""), plain.replace(",", ".")];
    return { ok: false, reason: `“${typed}” can be read in two ways. Write ${whole} or ${decimals}.` };
  }
  const value = Number(oneSeparator(plain));
  if (!PLAIN.test(oneSeparator(plain)))
    return { ok: false, reason: `Expected a number such as 1.5 or 1,5, got “${short(typed)}”.` };
  if (!Number.isFinite(value))
    return { ok: false, reason: `“${short(typed)}” is larger than any number here.` };
  return { ok: true, value };
}

const short = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** With a point for decimals and nothing between groups; as it was where it makes no sense. */
function oneSeparator(text: string): string {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  const isTwice = (mark: string) => text.indexOf(mark) !== text.lastIndexOf(mark);
  if (comma === -1 && point === -1) return text;
  if (comma >= 0 && point >= 0) {
    const [group, decimal] = comma > point ? [".", ","] : [",", "."];
    if (isTwice(decimal) || GROUPS[group]?.test(text) !== true) return text;
    return text.replaceAll(group, "").replace(decimal, ".");
  }
  const mark = comma >= 0 ? "," : ".";
  if (!isTwice(mark)) return text.replace(",", ".");
  return GROUPS[mark]?.test(text) === true ? text.replaceAll(mark, "") : text;
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)$/u;

/** What was typed as a number, with a comma or a point; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return NUMBER.test(plain) ? Number(plain) : null;
}

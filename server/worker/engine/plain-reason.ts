const LONGEST = 400;

/** Where in the runtime's source a check failed, and the check itself: `/file.cc:136 name(...) a == b was false. `. */
const FAILED_CHECK = /\/\S+\.(?:cc|cpp|cu|h):\d+ .*? was false\. ?/g;

/** A runtime's message without what tells its authors alone, and short enough to be read. */
export function plainReason(message: string): string {
  const text = message.replaceAll(FAILED_CHECK, "").trim();
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …`;
}

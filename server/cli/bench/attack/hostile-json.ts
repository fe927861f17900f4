import type { BodyLimit } from "#server/api/body-limits.ts";

const repeated = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);
const listOf = (text: string, length: number) => {
  const count = Math.floor(length / (text.length + 1));
  return `[${Array<string>(Math.max(1, count)).fill(text).join()}]`;
};

/** Bodies as long as may be, each the worst of its kind for a parser or for what walks its result. */
export function hostileJson({ maxBytes, maxValues }: BodyLimit): Record<string, () => Buffer> {
  const room = maxBytes - 20;
  const inOne = (value: string) => () => Buffer.from(`{"0":${value}}`);
  const keys = Array.from(
    { length: Math.min(maxValues - 2, Math.floor(room / 9)) },
    (_, index) => `"${index.toString(36)}":0`,
  );
  return {
    wide: inOne(listOf("[]", room)),
    "as wide as may be": inOne(listOf("0", Math.min(room, 2 * (maxValues - 3)))),
    deep: () => Buffer.alloc(maxBytes, "["),
    "deep objects": () => Buffer.from(repeated('{"a":', maxBytes)),
    "one long text": inOne(`"${repeated("x", room)}"`),
    "one text of escapes": inOne(`"${repeated("\\u0000", room - (room % 6))}"`),
    "one huge number": inOne(repeated("9", room)),
    "huge numbers": inOne(listOf("1e999", Math.min(room, 6 * (maxValues - 3)))),
    "many keys": () => Buffer.from(`{${keys.join()}}`),
    "one key many times": () =>
      Buffer.from(
        `{${Array<string>(keys.length)
          .fill('"__proto__":{}')
          .slice(0, Math.floor(Math.min(room / 15, maxValues / 2 - 2)))
          .join()}}`,
      ),
    "no UTF-8": () => Buffer.alloc(maxBytes, 0xff),
  };
}

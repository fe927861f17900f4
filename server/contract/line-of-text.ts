import { isStorableText } from "#models/graph/storable.ts";

/** Characters that show nothing or turn the order of what follows; no script needs them in a name. */
const INVISIBLE =
  /[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/gu;

/** Joiners where nothing is joined. Emoji, Arabic and Indic scripts write with them; these neighbours never do. */
const UNJOINED = "[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}\\p{P}\\p{Z}\\u200C\\u200D]";
const IDLE_JOINER = new RegExp(
  `(?<=^|${UNJOINED})[\\u200C\\u200D]+|[\\u200C\\u200D]+(?=$|${UNJOINED})`,
  "gu",
);

/** Something that is drawn: not only marks, space, the blank of Braille, or what fonts leave out. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

const SEPARATOR = /[\p{Zl}\p{Zp}]/u;

/** Without the invisible characters by which two different names would look the same, and without space around it. */
export function tidyLine(text: string): string {
  return text.replaceAll(INVISIBLE, "").replaceAll(IDLE_JOINER, "").trim();
}

/** What is wrong with a tidied line: line breaks, other control characters, nothing that can be seen. */
export function lineProblem(text: string): string | undefined {
  if (!isStorableText(text) || SEPARATOR.test(text)) return "Write it as one line of text";
  return text === "" || VISIBLE.test(text) ? undefined : "Write it with characters that can be seen";
}

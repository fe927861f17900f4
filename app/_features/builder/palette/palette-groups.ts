import { BLOCK_KINDS, type BlockKind } from "../block-kinds.ts";
import { CATEGORY_TITLES } from "../layer-look.ts";

export type PaletteGroup = { title: string; kinds: readonly BlockKind[] };

/** Kinds of blocks by category in the order of the models; the two ends of a network come last. */
export function paletteGroups(matching: string = ""): PaletteGroup[] {
  const wanted = matching.trim().toLowerCase();
  const groups = new Map<string, BlockKind[]>();
  for (const kind of BLOCK_KINDS) {
    const title = CATEGORY_TITLES[kind.category];
    const text = `${kind.id} ${kind.title} ${title} ${kind.help}`.toLowerCase();
    if (!wanted.split(/\s+/u).every((word) => text.includes(word))) continue;
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [kind]);
    else group.push(kind);
  }
  return [...groups]
    .map(([title, kinds]) => ({ title, kinds }))
    .toSorted((a, b) => Number(a.title === "Ends") - Number(b.title === "Ends"));
}

import type { LayerDefinition } from "#models/layers/define-layer.ts";
import { LAYERS } from "#models/layers/index.ts";
import { CATEGORY_TITLES } from "../layer-look.ts";

export type PaletteGroup = { title: string; layers: readonly LayerDefinition[] };

/** Layers by category in the order of the models; the two ends of a network come last. */
export function paletteGroups(matching: string = ""): PaletteGroup[] {
  const wanted = matching.trim().toLowerCase();
  const groups = new Map<string, LayerDefinition[]>();
  for (const layer of Object.values<LayerDefinition>(LAYERS)) {
    const title = CATEGORY_TITLES[layer.category];
    const text = `${layer.type} ${title} ${layer.help}`.toLowerCase();
    if (!wanted.split(/\s+/u).every((word) => text.includes(word))) continue;
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [layer]);
    else group.push(layer);
  }
  return [...groups]
    .map(([title, layers]) => ({ title, layers }))
    .toSorted((a, b) => Number(a.title === "Ends") - Number(b.title === "Ends"));
}

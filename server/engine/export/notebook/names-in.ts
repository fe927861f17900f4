import type { Cell } from "./cells.ts";

/** The names that cells of code use, so that no layer's variable takes one of them. */
export function namesIn(cells: readonly Cell[]): ReadonlySet<string> {
  const code = cells.filter(({ cell_type: type }) => type === "code").map(({ source }) => source.join(""));
  const withoutTexts = code.join("\n").replaceAll(/"""[^]*?"""|#.*/g, "");
  return new Set(withoutTexts.match(/[a-z_]\w*/gi));
}

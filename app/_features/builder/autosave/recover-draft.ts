import type { SavedDesign } from "./design-content.ts";
import { isEqualJson } from "./is-equal-json.ts";

export type Recovery =
  /** Nothing was left unsaved. */
  | { kind: "none" }
  /** Changes on top of what the server holds: they go on. */
  | { kind: "restored"; draft: SavedDesign }
  /** Changes on top of something older: the person decides. */
  | { kind: "conflict"; draft: SavedDesign };

/** What a draft in the browser means beside what the server holds. */
export function recoverDraft(draft: SavedDesign | null, server: SavedDesign): Recovery {
  if (draft === null) return { kind: "none" };
  const isSame =
    draft.name === server.name &&
    draft.isShared === server.isShared &&
    isEqualJson(draft.graph, server.graph);
  if (isSame) return { kind: "none" };
  return draft.revision === server.revision ? { kind: "restored", draft } : { kind: "conflict", draft };
}

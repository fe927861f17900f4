import { z } from "zod";
import { modelGraph } from "#models/graph/schema.ts";
import type { SavedDesign } from "./design-content.ts";

// What has been changed and not yet been saved stays in the browser, so that a closed tab loses nothing.
const draft = z.object({
  revision: z.int(),
  name: z.string(),
  graph: modelGraph,
  isShared: z.boolean(),
});

/** The part of `localStorage` that is used. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type DraftStore = {
  read: () => SavedDesign | null;
  /** False where the browser has no room or keeps nothing. */
  write: (content: SavedDesign) => boolean;
  clear: () => void;
};

export function createDraftStore(storage: TextStorage, designId: string): DraftStore {
  const key = `strata:draft:${designId}`;
  return {
    read() {
      try {
        const parsed = draft.safeParse(JSON.parse(storage.getItem(key) ?? "null"));
        return parsed.success ? parsed.data : null;
      } catch {
        return null;
      }
    },
    write(content) {
      try {
        storage.setItem(key, JSON.stringify(content));
        return true;
      } catch {
        return false;
      }
    },
    clear() {
      try {
        storage.removeItem(key);
      } catch {
        // A browser that refuses storage kept no draft either.
        return;
      }
    },
  };
}

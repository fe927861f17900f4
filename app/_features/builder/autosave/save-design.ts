import type { DesignDetails } from "#server/contract/design.ts";
import { isEqualJson } from "./is-equal-json.ts";
import { saveFailureOf } from "./save-failure.ts";
import type { SaveResult } from "./autosaver.ts";
import type { DesignContent, SavedDesign } from "./design-content.ts";

type SaveDesignOptions = {
  save: (content: Partial<DesignContent>, revision: number) => Promise<DesignDetails>;
  read: () => Promise<DesignDetails>;
  onSaved: (details: DesignDetails, content: Partial<DesignContent>) => void;
};

export function savedOf({ name, graph, isShared, revision }: DesignDetails): SavedDesign {
  return { name, graph, isShared, revision };
}

/**
 * Saves of one design. The answer to one may be lost after the server had taken it: what then looks changed elsewhere is
 * what was sent from here, and the next save goes on from it.
 */
export function createSaveDesign({ save, read, onSaved }: SaveDesignOptions) {
  let unanswered: { revision: number; contents: Partial<DesignContent>[] } = { revision: 0, contents: [] };

  async function isOurs(revision: number): Promise<boolean> {
    if (unanswered.revision !== revision) return false;
    const theirs = await read().catch(() => null);
    if (theirs === null || theirs.revision !== revision + 1) return false;
    return unanswered.contents.some((content) => holds(theirs, content));
  }

  function remember(revision: number, content: Partial<DesignContent>): void {
    const earlier = unanswered.revision === revision ? unanswered.contents : [];
    unanswered = { revision, contents: [...earlier, content] };
  }

  return async function saveDesign(content: Partial<DesignContent>, revision: number): Promise<SaveResult> {
    try {
      const details = await save(content, revision);
      onSaved(details, content);
      return { ok: true, saved: savedOf(details) };
    } catch (error) {
      const failure = saveFailureOf(error);
      if (failure.kind === "unreachable") remember(revision, content);
      if (failure.kind === "conflict" && (await isOurs(revision))) return saveDesign(content, revision + 1);
      return { ok: false, failure };
    }
  };
}

function holds(details: DesignDetails, content: Partial<DesignContent>): boolean {
  const { name, graph, isShared } = content;
  return (
    (name === undefined || name === details.name) &&
    (isShared === undefined || isShared === details.isShared) &&
    (graph === undefined || isEqualJson(graph, details.graph))
  );
}

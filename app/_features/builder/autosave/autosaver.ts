import { createStore, type StoreApi } from "zustand";
import type { DesignContent, SavedDesign } from "./design-content.ts";
import type { DraftStore } from "./draft-store.ts";
import { isEqualJson } from "./is-equal-json.ts";

const SAVE_AFTER_MS = 700;
const DRAFT_AFTER_MS = 200;
const RETRY_MS = [1000, 2000, 5000, 10_000];

/** Statuses in which a change is saved by what goes on already, or not at all. */
const NO_NEW_TIMER: ReadonlySet<AutosaveState["status"]> = new Set([
  "conflict",
  "saving",
  "offline",
  "later",
]);

export type SaveFailure =
  | { kind: "conflict" }
  /** The server could not be reached or failed: worth another try, not before the time that it told. */
  | { kind: "unreachable"; retryAfterMs?: number }
  /** The server answers and will take it later. */
  | { kind: "later"; message: string; retryAfterMs: number }
  /** The server said no, and will again. */
  | { kind: "refused"; message: string };

export type SaveResult = { ok: true; saved: SavedDesign } | { ok: false; failure: SaveFailure };

export type AutosaveState = {
  status: "saved" | "waiting" | "saving" | "offline" | "later" | "conflict" | "refused";
  /** What the server holds, as far as is known here. */
  saved: SavedDesign;
  message: string | null;
};

export type AutosaverOptions = {
  saved: SavedDesign;
  save: (content: Partial<DesignContent>, revision: number) => Promise<SaveResult>;
  drafts: DraftStore;
};

export type Autosaver = {
  state: StoreApi<AutosaveState>;
  /** Tells what the design is now. Saved a little later, one save at a time. */
  change: (content: DesignContent) => void;
  /** Saves now. Resolves to the saved revision, or null where it could not be saved. */
  flush: () => Promise<number | null>;
  /** Keeps what is not saved in the browser: for a page that is being left. */
  keepDraft: () => void;
  /** Tries again where the last try found no server. */
  retry: () => void;
  /** Overwrites what somebody else saved meanwhile. */
  keepMine: (theirs: SavedDesign) => Promise<number | null>;
  /** Takes what somebody else saved; the owner puts it on the canvas. */
  takeTheirs: (theirs: SavedDesign) => void;
  dispose: () => void;
};

/** Saves a design while it changes. Knows no React and no network: `save` does the asking. */
export function createAutosaver({ saved, save, drafts }: AutosaverOptions): Autosaver {
  const state = createStore<AutosaveState>()(() => ({ status: "saved", saved, message: null }));
  let content: DesignContent = contentOf(saved);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let draftTimer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<number | null> | null = null;
  let failures = 0;
  let isDisposed = false;

  function isDirty(): boolean {
    return Object.keys(changesOf(content, state.getState().saved)).length > 0;
  }

  function writeDraft(): void {
    clearTimeout(draftTimer);
    draftTimer = undefined;
    if (isDirty()) drafts.write({ ...content, revision: state.getState().saved.revision });
    else drafts.clear();
  }

  function schedule(afterMs: number): void {
    clearTimeout(timer);
    if (!isDisposed) timer = setTimeout(() => void run(), afterMs);
  }

  function run(): Promise<number | null> {
    clearTimeout(timer);
    running ??= saveOnce().finally(() => {
      running = null;
    });
    return running;
  }

  async function saveOnce(): Promise<number | null> {
    const { saved: known, status } = state.getState();
    const changes = changesOf(content, known);
    if (Object.keys(changes).length === 0) {
      if (status !== "conflict") settle();
      return known.revision;
    }
    if (status === "conflict") return null;
    state.setState({ status: "saving", message: null });
    const sent = { ...known, ...changes };
    const result = await save(changes, known.revision);
    if (!result.ok) return fail(result.failure);
    failures = 0;
    // The objects that were sent are kept, so that comparing them with the canvas costs nothing.
    state.setState({ saved: { ...sent, revision: result.saved.revision } });
    if (!isDirty()) {
      settle();
      return result.saved.revision;
    }
    state.setState({ status: "waiting" });
    writeDraft();
    schedule(SAVE_AFTER_MS);
    return result.saved.revision;
  }

  function settle(): void {
    state.setState({ status: "saved", message: null });
    clearTimeout(draftTimer);
    drafts.clear();
  }

  function fail(failure: SaveFailure): null {
    writeDraft();
    switch (failure.kind) {
      case "conflict":
        state.setState({ status: "conflict" });
        break;
      case "refused":
        state.setState({ status: "refused", message: failure.message });
        break;
      case "unreachable":
        state.setState({ status: "offline" });
        schedule(failure.retryAfterMs ?? RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? SAVE_AFTER_MS);
        failures += 1;
        break;
      case "later":
        state.setState({ status: "later", message: failure.message });
        schedule(failure.retryAfterMs);
        break;
    }
    return null;
  }

  async function flush(): Promise<number | null> {
    if (running !== null) await running;
    // Changes that came during one save need a second.
    return state.getState().status === "conflict" ? null : run();
  }

  return {
    state,
    flush,
    change(next) {
      content = next;
      if (!isDirty()) {
        if (running === null && state.getState().status !== "conflict") {
          clearTimeout(timer);
          settle();
        }
        return;
      }
      draftTimer ??= setTimeout(writeDraft, DRAFT_AFTER_MS);
      const { status } = state.getState();
      if (NO_NEW_TIMER.has(status)) return;
      state.setState({ status: "waiting", message: null });
      schedule(SAVE_AFTER_MS);
    },
    keepDraft: writeDraft,
    retry() {
      if (state.getState().status === "offline") void run();
    },
    keepMine(theirs) {
      state.setState({ status: "waiting", saved: theirs });
      return run();
    },
    takeTheirs(theirs) {
      content = contentOf(theirs);
      state.setState({ saved: theirs });
      settle();
    },
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
      if (draftTimer !== undefined) writeDraft();
    },
  };
}

function contentOf({ name, graph, isShared }: SavedDesign): DesignContent {
  return { name, graph, isShared };
}

function changesOf(content: DesignContent, saved: DesignContent): Partial<DesignContent> {
  return {
    ...(content.name === saved.name ? {} : { name: content.name }),
    ...(isEqualJson(content.graph, saved.graph) ? {} : { graph: content.graph }),
    ...(content.isShared === saved.isShared ? {} : { isShared: content.isShared }),
  };
}

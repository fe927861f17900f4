import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import { presetById } from "#models/presets/index.ts";
import { createAutosaver, type SaveFailure, type SaveResult } from "./autosaver.ts";
import type { DesignContent, SavedDesign } from "./design-content.ts";
import { createDraftStore, type TextStorage } from "./draft-store.ts";
import { isEqualJson } from "./is-equal-json.ts";
import { recoverDraft } from "./recover-draft.ts";

const saved: SavedDesign = { name: "One", graph: emptyGraph(), isShared: false, revision: 1 };
const lecture = presetById("lecture-cnn")!.graph;

function memoryStorage(): TextStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
  };
}

/** A server that holds one design and counts revisions, as the real one does. */
function world(failing: SaveFailure[] = []) {
  const server = { ...saved };
  const calls: Partial<DesignContent>[] = [];
  const drafts = createDraftStore(memoryStorage(), "d");
  const save = async (changes: Partial<DesignContent>, revision: number): Promise<SaveResult> => {
    calls.push(changes);
    const failure = failing.shift();
    if (failure !== undefined) return { ok: false, failure };
    if (revision !== server.revision) return { ok: false, failure: { kind: "conflict" } };
    Object.assign(server, changes, { revision: revision + 1 });
    return { ok: true, saved: { ...server } };
  };
  return { server, calls, drafts, saver: createAutosaver({ saved, save, drafts }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("autosave", () => {
  test("many changes are one save, of what changed only", async () => {
    const { server, calls, saver, drafts } = world();
    for (const name of ["T", "Tw", "Two"]) saver.change({ ...saved, name });
    expect(saver.state.getState().status).toBe("waiting");
    await vi.advanceTimersByTimeAsync(2000);
    expect(calls).toEqual([{ name: "Two" }]);
    expect(saver.state.getState()).toMatchObject({ status: "saved", saved: { revision: 2, name: "Two" } });
    expect(server.name).toBe("Two");
    expect(drafts.read()).toBeNull();
  });

  test("a change during a save is saved after it, and flush waits for both", async () => {
    const { server, saver } = world();
    saver.change({ ...saved, name: "Two" });
    const first = saver.flush();
    saver.change({ ...saved, name: "Two", graph: lecture });
    expect(await first).toBe(2);
    expect(await saver.flush()).toBe(3);
    expect(server).toMatchObject({ name: "Two", graph: lecture, revision: 3 });
  });

  test("without a server it keeps a draft and tries again", async () => {
    const { server, saver, drafts } = world([{ kind: "unreachable" }, { kind: "unreachable" }]);
    saver.change({ ...saved, graph: lecture });
    await vi.advanceTimersByTimeAsync(800);
    expect(saver.state.getState().status).toBe("offline");
    expect(drafts.read()).toMatchObject({ revision: 1, graph: lecture });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saver.state.getState().status).toBe("saved");
    expect(server.graph).toBe(lecture);
    expect(drafts.read()).toBeNull();
  });

  test("what comes too often is kept, and saved when the server said, not before", async () => {
    const message = "That is more than can be saved at once. Try again in 8 seconds.";
    const { server, saver, drafts, calls } = world([{ kind: "later", message, retryAfterMs: 8000 }]);
    saver.change({ ...saved, graph: lecture });
    await vi.advanceTimersByTimeAsync(700);
    expect(saver.state.getState()).toMatchObject({ status: "later", message });
    saver.change({ ...saved, graph: lecture, name: "Two" });
    await vi.advanceTimersByTimeAsync(7999);
    expect(calls).toHaveLength(1);
    expect(drafts.read()).toMatchObject({ revision: 1, graph: lecture, name: "Two" });
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(2);
    expect(saver.state.getState().status).toBe("saved");
    expect(server).toMatchObject({ graph: lecture, name: "Two", revision: 2 });
  });

  test("a server that says when it is back is asked then", async () => {
    const { saver, calls } = world([{ kind: "unreachable", retryAfterMs: 5000 }]);
    saver.change({ ...saved, name: "Two" });
    await vi.advanceTimersByTimeAsync(700 + 4999);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(saver.state.getState().status).toBe("saved");
  });

  test("a change made elsewhere stops saving until the person decides", async () => {
    const { server, saver, calls } = world();
    Object.assign(server, { name: "Theirs", revision: 5 });
    saver.change({ ...saved, name: "Mine" });
    await vi.advanceTimersByTimeAsync(2000);
    saver.change({ ...saved, name: "Mine too" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saver.state.getState().status).toBe("conflict");
    expect(await saver.flush()).toBeNull();
    expect(calls).toHaveLength(1);
    expect(await saver.keepMine({ ...server })).toBe(6);
    expect(server.name).toBe("Mine too");
  });

  test("taking theirs leaves nothing to save", async () => {
    const { server, saver, drafts } = world();
    Object.assign(server, { name: "Theirs", revision: 5 });
    saver.change({ ...saved, name: "Mine" });
    await vi.advanceTimersByTimeAsync(2000);
    saver.takeTheirs({ ...server });
    expect(saver.state.getState().status).toBe("saved");
    expect(drafts.read()).toBeNull();
    saver.change({ ...server });
    expect(await saver.flush()).toBe(5);
  });

  test("what the server refuses is said and not repeated until it changes", async () => {
    const { saver, calls } = world([{ kind: "refused", message: "A design needs a name" }]);
    saver.change({ ...saved, name: " " });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saver.state.getState()).toMatchObject({ status: "refused", message: "A design needs a name" });
    expect(calls).toHaveLength(1);
    saver.change({ ...saved, name: "Good" });
    await vi.advanceTimersByTimeAsync(2000);
    expect(saver.state.getState().status).toBe("saved");
  });

  test("leaving the page keeps what is not saved", () => {
    const { saver, drafts } = world();
    saver.change({ ...saved, graph: lecture });
    saver.keepDraft();
    const draft = drafts.read();
    expect(recoverDraft(draft, saved)).toMatchObject({ kind: "restored", draft: { graph: lecture } });
    expect(recoverDraft(draft, { ...saved, revision: 2 })).toMatchObject({ kind: "conflict" });
    expect(recoverDraft(draft, { ...saved, graph: lecture, revision: 2 })).toEqual({ kind: "none" });
  });

  test("undoing back to what is saved needs no save", async () => {
    const { saver, calls } = world();
    saver.change({ ...saved, name: "x" });
    saver.change({ ...saved, graph: structuredClone(saved.graph) });
    await vi.advanceTimersByTimeAsync(5000);
    expect(saver.state.getState().status).toBe("saved");
    expect(calls).toEqual([]);
  });
});

test("JSON is equal whatever the order of keys", () => {
  expect(isEqualJson({ a: [1, { b: 2 }], c: null }, { c: null, a: [1, { b: 2 }] })).toBe(true);
  expect(isEqualJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(isEqualJson({ a: undefined }, {})).toBe(false);
  expect(isEqualJson([], {})).toBe(false);
});

import { expect, test } from "vitest";
import type { RunProgress } from "#server/contract/run.ts";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { ServerToClientEvents } from "#server/contract/socket.ts";
import { createProgressStore, withProgress } from "./live-progress.ts";
import type { AppSocket } from "./socket.ts";

const runId = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";
type Heard = ServerToClientEvents["run:progressed"];

function at(change: Partial<RunProgress>): RunProgress {
  const nothing = { loss: null, metrics: {}, imagesPerSecond: null, secondsLeft: null };
  return { attempt: 1, phase: "training", epoch: 1, epochs: 3, step: 0, steps: 20, ...nothing, ...change };
}

/** A socket that says what it is told to. */
function fakeSocket() {
  const listeners = new Set<Heard>();
  const socket = {
    on: (_: string, listener: Heard) => listeners.add(listener),
    off: (_: string, listener: Heard) => listeners.delete(listener),
  };
  return {
    socket: socket as unknown as AppSocket,
    listeners,
    say: (progress: RunProgress) => {
      for (const listener of listeners) listener({ version: PROTOCOL_VERSION, runId, progress });
    },
  };
}

test("the furthest progress is kept, whatever the order in which it comes, and nothing of who has left", () => {
  const store = createProgressStore();
  const { socket, say, listeners } = fakeSocket();
  const stop = store.follow(socket);
  let told = 0;
  store.subscribe(() => (told += 1));
  say(at({ epoch: 2, step: 3 }));
  say(at({ epoch: 1, step: 20 }));
  expect(store.of(runId)).toEqual(at({ epoch: 2, step: 3 }));
  expect(told).toBe(1);
  stop();
  expect(listeners.size).toBe(0);
  expect(store.of(runId)).toBeNull();
});

test("a list's run has what is further, of what was read and what streams, as long as it trains", () => {
  const [read, streamed] = [at({ epoch: 2 }), at({ epoch: 1, step: 20 })];
  const run = { state: "running" as const, progress: read };
  expect(withProgress(run, streamed)).toBe(run);
  expect(withProgress({ ...run, progress: streamed }, read).progress).toBe(read);
  expect(withProgress({ ...run, progress: null }, read).progress).toBe(read);
  const paused = { state: "paused" as const, progress: null };
  expect(withProgress(paused, streamed)).toBe(paused);
});

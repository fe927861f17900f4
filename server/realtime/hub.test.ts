import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createCohortOf, createRunOf } from "#db/testing/factories.ts";
import { cohortMember } from "#db/schema/index.ts";
import { eventually } from "#models/testing/eventually.ts";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunEvent, RunProgress } from "#server/contract/run.ts";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { Ack, CohortTopic } from "#server/contract/socket.ts";
import { claimRun } from "#server/services/run/claim.ts";
import { readRunEvents } from "#server/services/run/events.ts";
import { recordEpoch } from "#server/services/run/record-epoch.ts";
import { recordProgress } from "#server/services/run/record-progress.ts";
import { removeMember } from "#server/services/cohort/remove-member.ts";
import { notify } from "#server/services/notify.ts";
import { epochOf } from "#server/services/testing/started-run.ts";
import {
  createTestSite,
  type TestSite,
  type TestSocket,
  type Visitor,
} from "#server/web/testing/test-site.ts";
import { CLIENT_EVENTS } from "./client-events.ts";

const version = PROTOCOL_VERSION;

let site: TestSite;
let member: Visitor;
let stranger: Visitor;
let cohortId: string;
let instructor: Visitor;

beforeAll(async () => {
  site = await createTestSite();
  [member, stranger, instructor] = await Promise.all([site.signUp(), site.signUp(), site.signUp()]);
});
afterAll(() => site.close());
beforeEach(async () => {
  ({ cohortId } = await createCohortOf(site.web.deps.db));
  await site.web.deps.db.insert(cohortMember).values([
    { cohortId, userId: member.id, role: "learner" },
    { cohortId, userId: instructor.id, role: "instructor" },
  ]);
});

const AT: RunProgress = {
  attempt: 1,
  phase: "training",
  epoch: 1,
  epochs: 2,
  step: 1,
  steps: 40,
  loss: 1,
  metrics: {},
  imagesPerSecond: 1,
  secondsLeft: 1,
};

const newRun = () => createRunOf(site.web.deps.db, { cohortId, startedBy: member.id });

/** Claims a run as a worker does, and hands out what such a worker writes. */
async function claimed(run: { id: string; jobId: string }, attempt = 1, fromEpoch = 0) {
  const { db } = site.web.deps;
  const lease = { runId: run.id, jobId: run.jobId, attempt };
  await claimRun(db, { ...lease, workerId: "w", fromEpoch });
  return { epoch: (number: number) => recordEpoch(db, lease, epochOf(number)), lease };
}

/** A socket without its types, for saying what no page of ours would. */
type Untyped = {
  emit: (event: string, ...args: unknown[]) => void;
  timeout: (ms: number) => { emitWithAck: (event: string, ...args: unknown[]) => Promise<Ack<unknown>> };
};

function ask(socket: TestSocket, name: string, ...args: unknown[]): Promise<Ack<unknown>> {
  return (socket as unknown as Untyped).timeout(PATIENCE_MS).emitWithAck(name, ...args);
}

function refusal(socket: TestSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once("connect", () => resolve("connected"));
    socket.once("connect_error", (error) => resolve(error.message));
    socket.connect();
  });
}

describe("who may connect", () => {
  test("nobody without a session", async () => {
    expect(await refusal(site.socket({ origin: site.web.url }))).toBe("UNAUTHORIZED");
    expect(await refusal(site.socket({ cookie: "better-auth.session_token=forged.token" }))).toBe(
      "UNAUTHORIZED",
    );
  });

  test("no page of another site", async () => {
    expect(await refusal(site.socket({ origin: "http://evil.example" }))).toBe("websocket error");
  });

  test("a person signed out is disconnected", async () => {
    const leaving = await site.signUp();
    const socket = await leaving.connect();
    const gone = new Promise((resolve) => socket.once("disconnect", resolve));
    const response = await leaving.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(200);
    expect(await gone).toBe("io server disconnect");
  });
});

describe("what a stranger is told", () => {
  test("a run that exists and one that does not look the same", async () => {
    const socket = await stranger.connect();
    const watch = (runId: string) => ask(socket, "run:watch", { version, runId, afterSeq: 0 });
    expect(await watch((await newRun()).id)).toEqual(await watch(randomUUID()));
  });

  test("nothing of a run reaches somebody who asked in vain", async () => {
    const run = await newRun();
    const [socket, watching] = await Promise.all([stranger.connect(), member.connect()]);
    const heard = vi.fn<() => void>();
    socket.onAny(heard);
    await ask(socket, "run:watch", { version, runId: run.id, afterSeq: 0 });
    await ask(watching, "run:watch", { version, runId: run.id, afterSeq: 0 });
    const arrived = new Promise((resolve) => watching.once("run:events", resolve));
    await claimed(run);
    await arrived;
    // An answer that comes back after the broadcast: whatever was to reach this socket has.
    await ask(socket, "run:unwatch", { version, runId: run.id });
    expect(heard).not.toHaveBeenCalled();
  });
});

test("a member who is removed hears nothing more", async () => {
  const run = await newRun();
  const { epoch } = await claimed(run);
  const [leaver, stayer] = await Promise.all([member.connect(), instructor.connect()]);
  for (const socket of [leaver, stayer]) {
    await ask(socket, "run:watch", { version, runId: run.id, afterSeq: 0 });
    await ask(socket, "cohort:watch", { version, cohortId });
  }
  const told = new Promise((resolve) =>
    leaver.on("cohort:changed", ({ topic }) => topic === "members" && resolve(topic)),
  );
  const alone = new Promise<void>((resolve) =>
    stayer.on("cohort:presence", ({ userIds }) => userIds.join() === instructor.id && resolve()),
  );
  await removeMember(instructor.ctx, { cohortId, userId: member.id });
  await Promise.all([told, alone]);
  const heard = vi.fn<() => void>();
  leaver.on("run:events", heard);
  const arrived = new Promise((resolve) => stayer.once("run:events", resolve));
  await epoch(1);
  await arrived;
  expect(await ask(leaver, "run:watch", { version, runId: run.id, afterSeq: 0 })).toMatchObject({
    ok: false,
  });
  expect(heard).not.toHaveBeenCalled();
});

test("a page that joins late is told what has changed since it was read", async () => {
  const [early, late] = await Promise.all([instructor.connect(), member.connect()]);
  await ask(early, "cohort:watch", { version, cohortId });
  const readAt = performance.now();
  const heard = new Promise((resolve) => early.once("cohort:changed", resolve));
  await notify(site.web.deps.db, { kind: "cohort", cohortId, topic: "designs" });
  await heard;
  const joined = async (input: object) => {
    const reply = await ask(late, "cohort:watch", { version, cohortId, ...input });
    return reply.ok ? (reply.data as { changed: CohortTopic[] }).changed : null;
  };
  expect(await joined({ readForMs: performance.now() - readAt })).toContain("designs");
  expect(await joined({})).toEqual([]);
});

test("hostile messages are refused and end nothing", async () => {
  const socket = await member.connect();
  const messages: unknown[][] = [
    [],
    [null],
    ["run:watch"],
    [{ version, runId: "x", afterSeq: 0 }],
    [{ version, runId: randomUUID(), afterSeq: -1 }],
    [{ version, runId: randomUUID(), afterSeq: 1e300 }],
    [{ version: 99, runId: randomUUID(), afterSeq: 0 }],
    [{ version, cohortId: { $ne: null } }],
    [[[[[]]]]],
    [{ __proto__: { version }, constructor: 1 }],
  ];
  for (const name of [...Object.keys(CLIENT_EVENTS), "constructor", "__proto__", "nothing", "error"]) {
    for (const args of messages) {
      // Some without a way to answer, some with one.
      (socket as unknown as Untyped).emit(name, ...args);
    }
    const answer = await ask(socket, name, { nonsense: true }).catch(() => null);
    expect(answer?.ok ?? false).toBe(false);
  }
  socket.disconnect();
  const again = await member.connect();
  expect(await ask(again, "cohort:watch", { version, cohortId })).toMatchObject({ ok: true });
  expect(await ask(again, "no:such", {})).toMatchObject({ error: { code: "UNKNOWN_EVENT" } });
  expect(await ask(again, "cohort:watch", { version: 0, cohortId })).toMatchObject({
    error: { code: "PROTOCOL_VERSION" },
  });
});

test("a message that is too large ends its own socket alone", async () => {
  const [loud, quiet] = await Promise.all([member.connect(), member.connect()]);
  const gone = new Promise((resolve) => loud.once("disconnect", resolve));
  loud.emit("cohort:watch", { version, cohortId: "x".repeat(40_000) }, () => undefined);
  await gone;
  expect(await ask(quiet, "cohort:watch", { version, cohortId })).toMatchObject({ ok: true });
});

test("too many messages are refused until there is room again", async () => {
  const socket = await member.connect();
  const say = () => ask(socket, "cohort:unwatch", { version, cohortId });
  async function refusedOf(count: number): Promise<number> {
    const replies = await Promise.all(Array.from({ length: count }, say));
    return replies.filter((reply) => !reply.ok && reply.error.code === "RATE_LIMITED").length;
  }
  // Room for sixty at once; a machine that takes long for them has room again meanwhile, and is asked faster.
  expect(await refusedOf(60)).toBe(0);
  await eventually(async () => expect(await refusedOf(120)).toBeGreaterThan(0));
  await eventually(async () => expect(await say()).toMatchObject({ ok: true }));
});

test("progress arrives without filling the line", async () => {
  const run = await newRun();
  const { lease } = await claimed(run);
  const socket = await member.connect();
  await ask(socket, "run:watch", { version, runId: run.id, afterSeq: 0 });
  const steps: number[] = [];
  const startedAt = performance.now();
  const last = new Promise<void>((resolve) => {
    socket.on("run:progressed", ({ progress }) => {
      steps.push(progress.step);
      if (progress.step === 40) resolve();
    });
  });
  for (let step = 1; step <= 40; step += 1) {
    await recordProgress(site.web.deps.db, lease, { ...AT, step });
  }
  await last;
  // One at once, then four a second at most, however long the forty took to be written here.
  expect(steps.length).toBeLessThanOrEqual(2 + (performance.now() - startedAt) / 250);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test("everybody in the cohort hears how far its runs are, once each, and a stranger nothing", async () => {
  const run = await newRun();
  const { lease } = await claimed(run);
  const [onList, onPage, outside] = await Promise.all([
    member.connect(),
    instructor.connect(),
    stranger.connect(),
  ]);
  const heard = { onList: [] as RunProgress[], onPage: [] as RunProgress[], outside: [] as RunProgress[] };
  for (const [name, socket] of Object.entries({ onList, onPage, outside })) {
    socket.on("run:progressed", ({ progress }) => heard[name as keyof typeof heard].push(progress));
  }
  await ask(onList, "cohort:watch", { version, cohortId });
  await ask(onPage, "cohort:watch", { version, cohortId });
  await ask(onPage, "run:watch", { version, runId: run.id, afterSeq: 0 });
  await ask(outside, "cohort:watch", { version, cohortId });
  const tail = { from: 0, steps: 40, points: [[7, 1, 2.3, 0.1]] as [number, number, number, number][] };
  const progress = { ...AT, step: 7, tail };
  await recordProgress(site.web.deps.db, lease, progress);
  await eventually(() => {
    const { tail: _tail, ...shown } = progress;
    expect(heard.onList).toEqual([shown]);
    expect(heard.onPage).toEqual([progress]);
    return Promise.resolve();
  });
  expect(heard.outside).toEqual([]);
});

test.each([1, 2, 3])("reconnecting at random leaves neither gap nor duplicate (seed %i)", async (seed) => {
  const random = mulberry32(seed);
  const run = await newRun();
  let history = EMPTY_RUN_HISTORY;
  let taken = 0;
  const take = (events: RunEvent[]) => {
    const before = history.lastSeq;
    history = applyRunEvents(history, events);
    taken += history.lastSeq - before;
    expect(history.hasGap).toBe(false);
  };
  const writing = new AbortController();
  async function write() {
    let attempt = 1;
    let { epoch } = await claimed(run, attempt);
    for (let number = 1; number <= 30; number += 1) {
      await epoch(number);
      if (random() < 0.1) {
        attempt += 1;
        number = Math.max(0, number - 1 - Math.floor(random() * 3));
        ({ epoch } = await claimed(run, attempt, number));
      }
      await turns(random() * 40);
    }
    writing.abort();
  }
  async function watch() {
    let socket = await member.connect();
    while (
      !writing.signal.aborted ||
      history.lastSeq < (await readRunEvents(site.web.deps.db, run.id, { afterSeq: 0 })).length
    ) {
      socket.disconnect();
      socket = await member.connect();
      socket.on("run:events", ({ events }) => take(events));
      // Taken in the callback: a promise's continuation may run after a packet that came later.
      await new Promise<void>((resolve, reject) => {
        const input = { version, runId: run.id, afterSeq: history.lastSeq } as const;
        socket.timeout(PATIENCE_MS).emit("run:watch", input, (error, reply) => {
          if (error !== null || !reply.ok) return reject(new Error("The run could not be watched"));
          take(reply.data.events);
          resolve();
        });
      });
      await turns(random() * 300);
    }
  }
  await Promise.all([write(), watch()]);
  const stored = await readRunEvents(site.web.deps.db, run.id, { afterSeq: 0 });
  expect(taken).toBe(stored.length);
  expect(history).toEqual(applyRunEvents(EMPTY_RUN_HISTORY, stored));
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

test("that a person's notices have changed is told to their sockets alone", async () => {
  const { db } = site.web.deps;
  const [mine, theirs] = await Promise.all([member.connect(), stranger.connect()]);
  const heard: string[] = [];
  mine.on("notices:changed", () => heard.push("member"));
  theirs.on("notices:changed", () => heard.push("stranger"));
  await notify(db, { kind: "notices", userIds: [member.id] });
  await eventually(() => expect(heard).toEqual(["member"]));
  await notify(db, { kind: "notices", userIds: [stranger.id] });
  await eventually(() => expect(heard).toEqual(["member", "stranger"]));
  mine.disconnect();
  theirs.disconnect();
});

/** Lets others have their turn so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyRunEvents, EMPTY_RUN_HISTORY, type RunHistory } from "#server/contract/run-history.ts";
import type { RunEvent } from "#server/contract/run.ts";
import { createRunFeed } from "./run-feed.ts";

const runId = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";

function event(seq: number): RunEvent {
  return {
    runId,
    seq,
    at: "2026-01-01T00:00:00.000Z",
    body:
      seq === 1
        ? { kind: "queued" }
        : {
            kind: "epoch",
            attempt: 0,
            isBest: false,
            metrics: {
              epoch: seq - 1,
              train: { loss: 1 / seq, accuracy: 0 },
              validation: { loss: 1, accuracy: 0 },
              seconds: 1,
              imagesPerSecond: 1,
            },
          },
  };
}

/** A browser: takes what it is sent in order, and asks again from its last seq after every connection. */
type Browser = { history: RunHistory; isInRoom: boolean; received: number };

test("every browser ends with the whole history, however reads, news and reconnects interleave", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.infiniteStream(fc.nat(9)), async (scheduler, dice) => {
      const log: RunEvent[] = [];
      const errors: unknown[] = [];
      const browsers: Browser[] = Array.from({ length: 3 }, () => ({
        history: EMPTY_RUN_HISTORY,
        isInRoom: false,
        received: 0,
      }));
      const roll = () => dice.next().value ?? 0;
      const read = <T>(take: () => T) => {
        // The database answers with what it holds when the query runs, the answer arrives later.
        const result = scheduler.schedule(Promise.resolve()).then(take);
        return result.then((value) => scheduler.schedule(Promise.resolve(value)));
      };
      const feed = createRunFeed({
        source: {
          position: () => read(() => ({ lastSeq: log.length, progress: null })),
          eventsAfter: (_, afterSeq) => read(() => log.slice(afterSeq)),
        },
        hasWatchers: () => browsers.some((browser) => browser.isInRoom),
        emitEvents: (_, events) => {
          for (const browser of browsers.filter((each) => each.isInRoom)) {
            browser.history = applyRunEvents(browser.history, events);
            expect(browser.history.hasGap).toBe(false);
          }
        },
        emitProgress: () => undefined,
        onError: (error) => errors.push(error),
      });

      const connect = async (browser: Browser) => {
        const reply = await feed.watch(runId, browser.history.lastSeq, () => {
          browser.isInRoom = true;
        });
        if (browser.isInRoom) browser.history = applyRunEvents(browser.history, reply.events);
      };
      const waiting: Promise<unknown>[] = [];
      for (let step = 0; step < 30; step += 1) {
        const browser = browsers[roll() % browsers.length]!;
        const choice = roll();
        if (choice < 5) {
          log.push(event(log.length + 1));
          feed.eventsChanged(runId);
        } else if (browser.isInRoom) {
          browser.isInRoom = false;
          feed.left(runId);
        } else {
          waiting.push(connect(browser));
        }
        // What has been answered gets to ask its next question, or nothing would ever be under way.
        await new Promise(setImmediate);
        if (choice % 2 === 0 && scheduler.count() > 0) await scheduler.waitOne();
      }
      await scheduler.waitFor(Promise.all(waiting));
      waiting.push(...browsers.filter((each) => !each.isInRoom).map(connect));
      log.push(event(log.length + 1));
      feed.eventsChanged(runId);
      await scheduler.waitFor(Promise.all(waiting));
      await scheduler.waitIdle();

      const whole = applyRunEvents(EMPTY_RUN_HISTORY, log);
      for (const browser of browsers) expect(browser.history).toEqual(whole);
      expect(errors).toEqual([]);
      feed.close();
    }),
    { numRuns: 150 },
  );
});

test("a burst of news is read once and sent once", async () => {
  const log = [event(1)];
  const sent: number[][] = [];
  let reads = 0;
  const feed = createRunFeed({
    source: {
      position: () => Promise.resolve({ lastSeq: log.length, progress: null }),
      eventsAfter: (_, afterSeq) => {
        reads += 1;
        return Promise.resolve(log.slice(afterSeq));
      },
    },
    hasWatchers: () => true,
    emitEvents: (_, events) => sent.push(events.map(({ seq }) => seq)),
    emitProgress: () => undefined,
    onError: () => undefined,
  });
  await feed.watch(runId, 0, () => undefined);
  for (const seq of [2, 3, 4]) {
    log.push(event(seq));
    feed.eventsChanged(runId);
  }
  await feed.watch(runId, 4, () => undefined);
  expect(sent).toEqual([[2, 3, 4]]);
  expect(reads).toBe(3);
});

test("a class that comes at once is read for together, and news waits for that one reading", async () => {
  const log = [event(1), event(2), event(3)];
  const sent: number[][] = [];
  const asked: number[] = [];
  const feed = createRunFeed({
    source: {
      position: () => Promise.resolve({ lastSeq: log.length, progress: null }),
      eventsAfter: (_, afterSeq) => {
        asked.push(afterSeq);
        return Promise.resolve(log.slice(afterSeq));
      },
    },
    hasWatchers: () => true,
    emitEvents: (_, events) => sent.push(events.map(({ seq }) => seq)),
    emitProgress: () => undefined,
    onError: () => undefined,
  });
  const first = feed.watch(runId, 0, () => undefined);
  const others = Array.from({ length: 299 }, (_, n) => feed.watch(runId, n % 4, () => undefined));
  log.push(event(4));
  feed.eventsChanged(runId);
  const replies = await Promise.all([first, ...others]);
  expect(asked.length).toBeLessThanOrEqual(3);
  for (const [n, { events }] of replies.slice(1).entries()) {
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4].slice(n % 4));
  }
  await feed.watch(runId, 4, () => undefined);
  expect(sent.flat()).toEqual([]);
});

test("where the database does not answer, everyone who came is told, and the next ask again", async () => {
  let isAway = true;
  const feed = createRunFeed({
    source: {
      position: () =>
        isAway ? Promise.reject(new Error("away")) : Promise.resolve({ lastSeq: 1, progress: null }),
      eventsAfter: () => Promise.resolve([event(1)]),
    },
    hasWatchers: () => true,
    emitEvents: () => undefined,
    emitProgress: () => undefined,
    onError: () => undefined,
  });
  const both = await Promise.allSettled([0, 0].map((seq) => feed.watch(runId, seq, () => undefined)));
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isAway = false;
  expect((await feed.watch(runId, 0, () => undefined)).events).toHaveLength(1);
});

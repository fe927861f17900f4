import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CohortTopic } from "#server/contract/socket.ts";
import { keepCohortFresh } from "./keep-cohort-fresh.ts";
import type { AppSocket } from "./socket.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Watch = { cohortId: string; readForMs: number };
type Reply = (reply: object) => void;

/** A socket whose server says on each joining what changed. */
function setUp(changed: readonly CohortTopic[]) {
  const server = new EventEmitter();
  const asked: Watch[] = [];
  const read: CohortTopic[][] = [];
  const socket = {
    connected: false,
    on: server.on.bind(server),
    off: server.off.bind(server),
    emit(name: string, input: Watch, reply: Reply) {
      if (name !== "cohort:watch") return;
      asked.push(input);
      reply({ ok: true, data: { userIds: ["ann"], changed } });
    },
  } as unknown as AppSocket;
  const end = keepCohortFresh(socket, "c", {
    topics: ["runs", "designs"],
    onStale: (topics) => {
      read.push([...topics].toSorted());
    },
    onPresent: () => undefined,
    readForMs: () => 1_200,
  });
  return { asked, read, end, say: (name: string, message?: object) => server.emit(name, message) };
}

test("what changed between the server's reading for the page and its joining is read again", () => {
  const { say, asked, read } = setUp(["runs", "queue"]);
  say("connect");
  vi.runAllTimers();
  expect(asked).toMatchObject([{ cohortId: "c", readForMs: 1_200 }]);
  expect(read).toEqual([["queue", "runs"]]);
});

test("where nothing has changed nothing is read twice", () => {
  const { say, read } = setUp([]);
  say("connect");
  vi.runAllTimers();
  expect(read).toEqual([]);
  say("cohort:changed", { cohortId: "another", topic: "runs" });
  say("cohort:changed", { cohortId: "c", topic: "designs" });
  vi.runAllTimers();
  expect(read).toEqual([["designs"]]);
});

test("after a lost connection everything is read again, and nothing after its end", () => {
  const { say, read, end } = setUp([]);
  say("connect");
  say("connect");
  vi.runAllTimers();
  expect(read).toEqual([["designs", "runs"]]);
  end();
  say("connect");
  say("cohort:changed", { cohortId: "c", topic: "runs" });
  vi.runAllTimers();
  expect(read).toHaveLength(1);
});

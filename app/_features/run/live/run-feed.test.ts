import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunEvent, RunEventBody } from "#server/contract/run.ts";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { ClientToServerEvents, ServerToClientEvents } from "#server/contract/socket.ts";
import type { AppSocket } from "#app/_lib/socket.ts";
import { createRunFeed, type RunFeed, type RunFeedState } from "./run-feed.ts";

const runId = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";
const version = PROTOCOL_VERSION;

let http: HttpServer;
let server: Server<ClientToServerEvents, ServerToClientEvents>;
let client: AppSocket;
let log: RunEvent[];
let asked: number[];

beforeEach(async () => {
  log = [];
  asked = [];
  http = createServer();
  server = new Server(http, { transports: ["websocket"] });
  server.on("connection", (socket) => {
    socket.on("run:watch", async ({ afterSeq }, ack) => {
      asked.push(afterSeq);
      await socket.join(runId);
      ack({ ok: true, data: { events: log.filter((event) => event.seq > afterSeq), progress: null } });
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const { port } = http.address() as AddressInfo;
  client = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    reconnectionDelay: 5,
    reconnectionDelayMax: 5,
  });
});

afterEach(async () => {
  client.disconnect();
  await server.close();
});

function append(body: RunEventBody): RunEvent {
  const event = { runId, seq: log.length + 1, at: new Date(log.length).toISOString(), body };
  log.push(event);
  return event;
}

function appendEpoch(): RunEvent {
  const epoch = log.filter((event) => event.body.kind === "epoch").length + 1;
  const metrics = {
    train: { loss: 1, accuracy: 0.5 },
    validation: { loss: 1, accuracy: 0.5 },
    seconds: 1,
    imagesPerSecond: 9,
  };
  return append({ kind: "epoch", attempt: 1, isBest: false, metrics: { epoch, ...metrics } });
}

function push(events: RunEvent[]): void {
  server.to(runId).emit("run:events", { version, runId, events });
}

function until(feed: RunFeed, isMet: (state: RunFeedState) => boolean): Promise<RunFeedState> {
  return new Promise((resolve) => {
    function look(): void {
      if (isMet(feed.read())) {
        stop();
        resolve(feed.read());
      }
    }
    const stop = feed.subscribe(look);
    look();
  });
}

test("a push beyond a gap makes the feed ask for the missing ones", async () => {
  append({ kind: "queued" });
  const feed = createRunFeed(runId);
  const stop = feed.start(client);
  await until(feed, (state) => state.isLive);
  append({ kind: "started", attempt: 1, workerId: "a", fromEpoch: 0 });
  appendEpoch();
  push([appendEpoch()]);
  const state = await until(feed, ({ history }) => history.lastSeq === 4);
  expect(state.history.epochs.map((known) => known.epoch)).toEqual([1, 2]);
  expect(asked).toEqual([0, 1]);
  stop();
});

test("what happened while the link was down arrives once it is back, from the last seq on", async () => {
  append({ kind: "queued" });
  append({ kind: "started", attempt: 1, workerId: "a", fromEpoch: 0 });
  const feed = createRunFeed(runId);
  const stop = feed.start(client);
  feed.takeSnapshot({ events: log.slice(0, 1), progress: null });
  const counts: number[] = [];
  feed.subscribe(() => counts.push(feed.read().history.epochs.length));
  for (let drop = 0; drop < 5; drop++) {
    await until(feed, (state) => state.isLive && state.history.lastSeq === log.length);
    push([appendEpoch()]);
    await until(feed, (state) => state.history.lastSeq === log.length);
    for (const [, socket] of server.sockets.sockets) {
      socket.conn.close();
    }
    await until(feed, (state) => !state.isLive);
    appendEpoch();
    appendEpoch();
  }
  append({ kind: "finished", score: 0.8, tieBreak: 0.8 });
  const { history } = await until(feed, (state) => state.history.state === "finished");
  expect(history).toEqual(applyRunEvents(EMPTY_RUN_HISTORY, log));
  expect(history.epochs).toHaveLength(15);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(asked.slice(1)).toEqual([3, 6, 9, 12, 15]);
  stop();
});

test("a refusal is told, and a stopped feed says nothing more", async () => {
  server.removeAllListeners("connection");
  server.on("connection", (socket) => {
    socket.on("run:watch", (_, ack) =>
      ack({ ok: false, error: { code: "NOT_FOUND", message: "No such run" } }),
    );
  });
  const feed = createRunFeed(runId);
  const stop = feed.start(client);
  expect((await until(feed, (state) => state.refusal !== null)).refusal?.code).toBe("NOT_FOUND");
  stop();
  expect(client.listeners("run:events")).toEqual([]);
});

import { Agent, request } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { REFRESH_SPREAD_MS } from "#server/contract/protocol.ts";
import type { CohortTopic } from "#server/contract/socket.ts";
import { openSocket, type PersonSocket } from "../person.ts";
import type { LoadInput, LoadOutcome } from "./load-input.ts";
import { createStopwatch } from "./stopwatch.ts";
import { watchRun } from "./watch-run.ts";

/** One of so many watchers has the cohort's overview open, which reads lists again when they change. */
const OVERVIEWS = 10;
const OPENING_MS = 10;

/** Loads a product from a process of its own, as browsers would. */
export async function generateLoad(input: LoadInput): Promise<LoadOutcome> {
  const { url, cohortId, runId, cookies } = input;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const pages = createStopwatch();
  const calls = createStopwatch();
  const refetches = createStopwatch();
  const epochs = new Map<number, number[]>();
  const cookieOf = (index: number) => cookies[index % cookies.length] ?? "";

  function get(path: string, index: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, url),
        { agent, headers: { cookie: cookieOf(index), "accept-encoding": "gzip" }, timeout: 60_000 },
        (response) => {
          response.on("error", reject).on("end", () => {
            if (response.statusCode === 200) resolve();
            else reject(new Error(`${path} was answered ${response.statusCode}`));
          });
          response.resume();
        },
      );
      sent.on("error", reject).on("timeout", () => sent.destroy(new Error(`${path} took too long`)));
      sent.end();
    });
  }
  const call = (name: string, args: object, index: number) =>
    get(`/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(args))}`, index);

  const reads: [name: string, args: object][] = [
    ["run.get", { runId }],
    ["run.list", { cohortId, limit: 30 }],
    ["cohort.get", { cohortId }],
    ["cohort.leaderboard", { cohortId }],
    ["design.list", { cohortId, of: "others" }],
    ["worker.list", { cohortId }],
  ];
  const paths = ["", "/runs", `/runs/${runId}`, "/designs", "/leaderboard"].map(
    (end) => `/cohorts/${cohortId}${end}`,
  );
  const stale: Record<CohortTopic, [name: string, args: object][]> = {
    runs: [["run.list", { cohortId, limit: 50 }]],
    queue: [
      ["run.list", { cohortId, limit: 50 }],
      ["worker.list", { cohortId }],
    ],
    leaderboard: [["cohort.leaderboard", { cohortId }]],
    designs: [["design.list", { cohortId, of: "me", limit: 4 }]],
    members: [["cohort.get", { cohortId }]],
    datasets: [["cohort.leaderboard", { cohortId }]],
    imports: [],
    models: [],
    exercises: [["exercise.list", { cohortId }]],
  };

  async function refresh(topic: CohortTopic, index: number): Promise<void> {
    await delay(Math.random() * REFRESH_SPREAD_MS);
    const dueAt = performance.now();
    for (const [name, args] of stale[topic]) await refetches.time(dueAt, () => call(name, args, index));
  }

  const joiningFrom = performance.now();
  const opened: (ReturnType<typeof watchRun> & { socket: PersonSocket })[] = [];
  for (let index = 0; index < input.sockets; index += 1) {
    const socket = openSocket(url, cookieOf(index));
    const watch = watchRun({
      socket,
      cohortId,
      runId,
      onEpoch: (epoch, at) => void (epochs.get(epoch) ?? epochs.set(epoch, []).get(epoch))?.push(at),
      onChanged(topic) {
        if (topic === "members" || index % OVERVIEWS === 0) void refresh(topic, index);
      },
    });
    opened.push({ socket, ...watch });
    await delay(OPENING_MS);
  }
  await Promise.all(opened.map(({ ready }) => ready));
  const joiningMs = Math.round(performance.now() - joiningFrom);
  epochs.clear();
  loop.reset();

  const endsAt = performance.now() + input.seconds * 1_000;
  const running = new Set<Promise<void>>();
  async function everySecond(
    times: number,
    ask: (count: number, dueAt: number) => Promise<void>,
  ): Promise<void> {
    const from = performance.now();
    for (let count = 0; ; count += 1) {
      const dueAt = from + (count * 1_000) / times;
      if (dueAt > endsAt) return;
      await delay(Math.max(0, dueAt - performance.now()));
      const asked = ask(count, dueAt);
      running.add(asked);
      void asked.finally(() => running.delete(asked));
    }
  }
  await Promise.all([
    everySecond(input.pagesPerSecond, (count, dueAt) =>
      pages.time(dueAt, () => get(paths[count % paths.length] ?? "/", count)),
    ),
    everySecond(input.callsPerSecond, (count, dueAt) => {
      const [name, args] = reads[count % reads.length] ?? ["cohort.list", {}];
      return calls.time(dueAt, () => call(name, args, count));
    }),
  ]);
  await Promise.all(running);
  loop.disable();
  const ms = (nanoseconds: number) => Math.round(nanoseconds / 1e5) / 10;
  const generatorDelayMs = { p50: ms(loop.percentile(50)), p99: ms(loop.percentile(99)), max: ms(loop.max) };
  const sum = (of: "gaps" | "duplicates" | "reconnects") =>
    opened.reduce((total, { counts }) => total + Math.max(0, counts[of]), 0);
  const outcome = {
    epochs: [...epochs].map(([epoch, arrivals]) => ({ epoch, arrivals })),
    gaps: sum("gaps"),
    duplicates: sum("duplicates"),
    reconnects: sum("reconnects"),
    pages: pages.read(),
    calls: calls.read(),
    refetches: refetches.read(),
    joiningMs,
    generatorDelayMs,
  };
  for (const { socket } of opened) socket.disconnect();
  agent.destroy();
  return outcome;
}

import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { DiskSpace } from "#server/platform/disk-space.ts";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";

type MetricsSources = {
  sockets: () => number;
  /** Of the disk that holds the state. */
  diskSpace: () => Promise<DiskSpace>;
  isDatabaseUp: () => Promise<boolean>;
  /** Runs and predictions by state, those that wait and those in work. */
  queueDepth: () => Promise<{ queue: string; state: string; count: number }[]>;
};

export type Metrics = {
  observeRequest: (labels: { method: string; route: string; status: number }, seconds: number) => void;
  /** In Prometheus's text format. */
  read: () => Promise<{ contentType: string; text: string }>;
};

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "strata_http_request_duration_seconds",
    help: "Time from a request's head to the end of its response",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const sockets: Gauge = new Gauge({
    name: "strata_sockets",
    help: "Open realtime connections",
    registers: [registry],
    collect() {
      sockets.set(sources.sockets());
    },
  });
  const database: Gauge = new Gauge({
    name: "strata_database_up",
    help: "1 while the database answers",
    registers: [registry],
    async collect() {
      database.set((await sources.isDatabaseUp()) ? 1 : 0);
    },
  });
  const queue = new Gauge({
    name: "strata_queue_jobs",
    help: "Jobs that wait or are in work",
    labelNames: ["queue", "state"],
    registers: [registry],
    async collect() {
      queue.reset();
      try {
        for (const { queue: name, state, count } of await sources.queueDepth()) {
          queue.set({ queue: name, state }, count);
        }
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
      }
    },
  });
  const disk: Gauge = new Gauge({
    name: "strata_disk_bytes",
    help: "The disk that holds the state: what is free, all of it, and what is kept for the database",
    labelNames: ["part"],
    registers: [registry],
    async collect() {
      const { freeBytes, totalBytes, reserveBytes } = await sources.diskSpace();
      disk.set({ part: "free" }, freeBytes);
      disk.set({ part: "total" }, totalBytes);
      disk.set({ part: "reserve" }, reserveBytes);
    },
  });
  return {
    observeRequest: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** This machine's own programs may read metrics; others need the token. What a proxy forwards is not our own. */
export function mayReadMetrics(request: IncomingMessage, token: string | undefined): boolean {
  const given = request.headers.authorization?.replace(/^Bearer /, "");
  if (token !== undefined && given !== undefined && isEqual(given, token)) return true;
  const isForwarded =
    request.headers.forwarded !== undefined || request.headers["x-forwarded-for"] !== undefined;
  return !isForwarded && LOOPBACK.has(request.socket.remoteAddress ?? "");
}

function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

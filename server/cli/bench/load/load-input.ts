import { z } from "zod";

/** What the process that loads a product is told. */
export const loadInput = z.object({
  url: z.url(),
  cohortId: z.uuid(),
  runId: z.uuid(),
  /** Cookies of people who are in the cohort. */
  cookies: z.array(z.string()).min(1),
  sockets: z.int(),
  pagesPerSecond: z.number(),
  callsPerSecond: z.number(),
  seconds: z.number(),
});
export type LoadInput = z.infer<typeof loadInput>;

const times = z.object({
  count: z.int(),
  failed: z.int(),
  p50: z.number(),
  p95: z.number(),
  max: z.number(),
});

/** What it answers, in ms. */
export const loadOutcome = z.object({
  /** When each event of the run came: one line a socket would be thousands, so one an event with all its arrivals. */
  epochs: z.array(z.object({ epoch: z.int(), arrivals: z.array(z.number()) })),
  gaps: z.int(),
  duplicates: z.int(),
  reconnects: z.int(),
  pages: times,
  calls: times,
  /** What pages read again because the cohort changed. */
  refetches: times,
  /** From the first socket's start to the last one's first reply. */
  joiningMs: z.number(),
  generatorDelayMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
});
export type LoadOutcome = z.infer<typeof loadOutcome>;
export type Times = z.infer<typeof times>;

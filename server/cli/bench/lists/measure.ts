import { setTimeout as delay } from "node:timers/promises";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { connectDatabase } from "#db/client.ts";
import { cohortLeaderboard } from "#server/services/cohort/leaderboard.ts";
import { listDesigns } from "#server/services/design/list.ts";
import { listRuns } from "#server/services/run/list.ts";
import type { ServiceContext } from "#server/services/context.ts";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import type { BenchContext } from "../options.ts";
import { signIn, type Person } from "../person.ts";
import { ownProcesses } from "../processes.ts";
import type { Product } from "../product.ts";
import { percentile } from "../statistics.ts";
import { analyzeLists, FILLED, fillLists, findUserId } from "#db/testing/fill-lists.ts";

const REPETITIONS = 40;
const LIMIT = 30;
/** Pages of a list that are turned before the one that is measured. */
const DEEP = 20;

type Times = { p50: number; p95: number };
type Asker = Pick<ServiceContext, "db" | "actor">;
type List = {
  name: string;
  ask: (asker: Asker) => Promise<unknown>;
  fetch: (api: Person["api"]) => Promise<unknown>;
};

export type ListsReport = {
  filled: typeof FILLED;
  /** The first look at a page of large designs that an older version left, which draws their outlines, ms. */
  firstLookMs: number;
  /** In ms: the service on a connection of the measuring process, and the same over HTTP. */
  lists: { name: string; withoutStatistics: Times; withStatistics: Times; api: Times }[];
  /** Six pages of large designs at once: until the last is there, in ms, and the web process in bytes after it. */
  sixAtOnce: { ms: number; webBytes: number };
};

/** Fills a product's database and times every list in it, before and after PostgreSQL knows the tables. */
export async function benchLists(product: Product, { say }: BenchContext): Promise<ListsReport> {
  const server = await startEmbeddedPostgres({ home: product.home });
  const database = connectDatabase(server.url, { applicationName: "strata-bench" });
  try {
    const { db } = database;
    const userId = await findUserId(db, DEMO_INSTRUCTOR.email);
    const person = await signIn(product.url, { email: DEMO_INSTRUCTOR.email, password: DEMO_PASSWORD });
    say(
      `lists: ${FILLED.runs} runs, ${FILLED.designs} designs, ${FILLED.heavyDesigns} of ${FILLED.heavyBytes} bytes`,
    );
    const cohorts = await fillLists(db, userId);
    const asker = { db, actor: { id: userId, name: "" } };
    const lists = await listsOf(asker, cohorts);
    const before = performance.now();
    await person.api.design.list.query({ cohortId: cohorts.heavy, of: "me" });
    const firstLookMs = Math.round(performance.now() - before);

    say("lists: without statistics");
    const unknown = await timesOf(lists, ({ ask }) => ask(asker));
    await analyzeLists(db);
    say("lists: with statistics");
    const known = await timesOf(lists, ({ ask }) => ask(asker));
    say("lists: over HTTP");
    const api = await timesOf(lists, ({ fetch }) => fetch(person.api), 30);
    const rows = lists.map(({ name }, index) => ({
      name,
      withoutStatistics: unknown[index] ?? NONE,
      withStatistics: known[index] ?? NONE,
      api: api[index] ?? NONE,
    }));
    const from = performance.now();
    const six = Array.from({ length: 6 }, () =>
      person.api.design.list.query({ ...HEAVY, cohortId: cohorts.heavy }),
    );
    await Promise.all(six);
    const ms = Math.round(performance.now() - from);
    const web = (await ownProcesses(product.pid)).find(({ role }) => role === "web");
    return { filled: FILLED, firstLookMs, lists: rows, sixAtOnce: { ms, webBytes: web?.rssBytes ?? 0 } };
  } finally {
    await database.close();
  }
}

const HEAVY = { of: "me" as const, limit: 100 };
const NONE: Times = { p50: Number.NaN, p95: Number.NaN };

async function listsOf(asker: Asker, { large, heavy }: { large: string; heavy: string }): Promise<List[]> {
  const runs = { cohortId: large, limit: LIMIT };
  const mine = { cohortId: large, of: "me" as const, limit: LIMIT };
  const others = { cohortId: large, of: "others" as const, limit: LIMIT };
  const heavies = { ...HEAVY, cohortId: heavy };
  const deepRuns = { ...runs, cursor: await turnPages((cursor) => listRuns(asker, { ...runs, cursor })) };
  const deepOthers = {
    ...others,
    cursor: await turnPages((cursor) => listDesigns(asker, { ...others, cursor })),
  };
  const ofRuns = (name: string, input: Parameters<typeof listRuns>[1]): List => ({
    name,
    ask: (by) => listRuns(by, input),
    fetch: (api) => api.run.list.query(input),
  });
  const ofDesigns = (name: string, input: Parameters<typeof listDesigns>[1]): List => ({
    name,
    ask: (by) => listDesigns(by, input),
    fetch: (api) => api.design.list.query(input),
  });
  return [
    {
      name: "board",
      ask: (by) => cohortLeaderboard(by, { cohortId: large }),
      fetch: (api) => api.cohort.leaderboard.query({ cohortId: large }),
    },
    ofRuns("runs, newest page", runs),
    ofRuns(`runs, page ${DEEP + 1}`, deepRuns),
    ofRuns("runs, one's own", { ...runs, startedByMe: true }),
    ofDesigns("designs, one's own", mine),
    ofDesigns("designs of others", others),
    ofDesigns(`designs of others, page ${DEEP + 1}`, deepOthers),
    ofDesigns("designs of others, searched in vain", { ...others, search: "no such name" }),
    ofDesigns("designs of 555 kB, a page of 100", heavies),
  ];
}

async function turnPages(
  read: (cursor: string | undefined) => Promise<{ nextCursor: string | null }>,
): Promise<string> {
  let cursor: string | undefined;
  for (let page = 0; page < DEEP; page += 1) cursor = (await read(cursor)).nextCursor ?? undefined;
  if (cursor === undefined) throw new Error("The list is too short to turn its pages");
  return cursor;
}

/** One list after the other, and again: what else the machine does meets all of them. */
async function timesOf(
  lists: readonly List[],
  ask: (list: List) => Promise<unknown>,
  pauseMs = 0,
): Promise<Times[]> {
  const taken: number[][] = lists.map(() => []);
  for (let round = 0; round < REPETITIONS; round += 1) {
    for (const [index, list] of lists.entries()) {
      // Stays within what one person may ask for.
      if (pauseMs > 0) await delay(pauseMs);
      const before = performance.now();
      await ask(list);
      taken[index]?.push(performance.now() - before);
    }
  }
  return taken.map((values) => ({
    p50: rounded(percentile(values, 0.5)),
    p95: rounded(percentile(values, 0.95)),
  }));
}

const rounded = (ms: number) => Math.round(ms * 10) / 10;

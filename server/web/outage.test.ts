import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cohort } from "#db/schema/index.ts";
import { createRunOf } from "#db/testing/factories.ts";
import { createMortalDatabase, type MortalDatabase } from "#db/testing/mortal-database.ts";
import { eventually } from "#models/testing/eventually.ts";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { appRouter } from "#server/api/root.ts";
import { picturePath, windowPath } from "#server/contract/prediction.ts";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { createLogger } from "#server/platform/logger.ts";
import { startWeb } from "./start-web.ts";
import { createTestSite, type TestSite, type TestSocket, type Visitor } from "./testing/test-site.ts";

const version = PROTOCOL_VERSION;
let database: MortalDatabase;
let site: TestSite;
let visitor: Visitor;
let cohortId: string;
let runId: string;
let socket: TestSocket;
const logged: string[] = [];
const states: boolean[] = [];

beforeAll(async () => {
  database = await createMortalDatabase();
  const logger = createLogger({ LOG_LEVEL: "warn" }, "web", { write: (line) => void logged.push(line) });
  site = await createTestSite({ database, logger });
  visitor = await site.signUp();
  const made = await ask("cohort.create", { name: "A cohort" });
  cohortId = made.body.result.data.id;
  runId = (await createRunOf(database.db, { cohortId, startedBy: visitor.id })).id;
  socket = await visitor.connect();
  socket.on("server:database", ({ isAway }) => states.push(isAway));
});
afterAll(() => site.close());

async function ask(path: string, input: unknown, { isQuery = false, cookie = visitor.cookie } = {}) {
  const body = JSON.stringify(input);
  const response = isQuery
    ? await visitor.fetch(`/api/trpc/${path}?input=${encodeURIComponent(body)}`, { headers: { cookie } })
    : await visitor.fetch(`/api/trpc/${path}`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", cookie },
      });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const untilTold = (isAway: boolean) => eventually(() => expect(states.at(-1)).toBe(isAway));

const watchCohort = () => socket.timeout(PATIENCE_MS).emitWithAck("cohort:watch", { version, cohortId });

async function revive() {
  await database.revive();
  await untilTold(false);
}

test("while the database is away every door says so, in words and with when to come back", async () => {
  await database.kill();
  await untilTold(true);

  // oxlint-disable-next-line no-underscore-dangle
  const procedures = Object.entries<unknown>(appRouter._def.procedures);
  expect(procedures.length).toBeGreaterThan(20);
  for (const [path, procedure] of procedures) {
    const { _def: definition } = procedure as { _def: { type: string } };
    const isQuery = definition.type === "query";
    // Who is remembered is let in for a moment more, and every write asks the database before it begins.
    const notRemembered = `${visitor.cookie}; another=cookie`;
    const cookies = isQuery ? [notRemembered] : [visitor.cookie, notRemembered];
    for (const cookie of cookies) {
      const { status, headers, body } = await ask(path, {}, { isQuery, cookie });
      expect({ path, status, retryAfter: headers.get("retry-after") }).toEqual({
        path,
        status: 503,
        retryAfter: "2",
      });
      expect(body.error).toMatchObject({
        message: "The server's database is away for a moment. Try again in a few seconds.",
        data: { appCode: "UNAVAILABLE", retryAfterSeconds: 2 },
      });
    }
  }

  const account = JSON.stringify({ name: "New", email: "new@test.local", password: "a-long-password-1" });
  const post = { method: "POST", body: account, headers: { "content-type": "application/json" } };
  const doors: [string, Parameters<Visitor["fetch"]>[1]?][] = [
    [`/api/runs/${runId}/run.json`],
    [`/api/runs/${runId}/model.onnx`],
    [`/api/tiles/${cohortId}/${randomUUID()}/validation/3.png`],
    [picturePath(runId), post],
    [windowPath(runId), post],
    ["/api/auth/get-session"],
    ["/api/auth/sign-in/email", post],
    ["/api/auth/sign-up/email", post],
    ["/api/auth/sign-out", { ...post, body: "{}" }],
  ];
  for (const [path, init] of doors) {
    const response = await visitor.fetch(path, init);
    expect({ path, status: response.status }).toEqual({ path, status: 503 });
    expect(response.headers.get("retry-after")).toBe("2");
    const body = (await response.json()) as { error?: unknown };
    expect(body.error ?? body).toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/away for a moment/),
    });
  }

  const health = await fetch(`${site.web.url}/api/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toEqual({ ok: false, database: false, realtime: false });
  expect(await (await fetch(`${site.web.url}/metrics`)).text()).toMatch(/^strata_database_up 0$/m);

  expect(await watchCohort()).toMatchObject({ ok: false, error: { code: "UNAVAILABLE" } });
  await expect(visitor.connect()).rejects.toThrow("UNAVAILABLE");
  // Over fifty requests were refused, and a handful of lines say so, none of them longer than a line.
  expect(logged.length).toBeLessThan(15);
  expect(logged.length).toBeGreaterThan(0);
  for (const line of logged) {
    expect(JSON.parse(line)).not.toMatchObject({ err: { stack: expect.anything() } });
  }
});

test("when it is back everything goes on with the same session, socket and queue", async () => {
  await revive();
  expect(await watchCohort()).toMatchObject({ ok: true, data: { userIds: [visitor.id] } });
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => ask("cohort.get", { cohortId }, { isQuery: true })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const { jobs, db } = site.web.deps;
  const id = randomUUID();
  await db.transaction((tx) => jobs.enqueue(tx, trainRunJob, { runId: id }, { id }));
  expect(await jobs.fetch(trainRunJob)).toMatchObject({ id });
});

test("a write whose answer is lost is told as one that may have been done, and nothing is half done", async () => {
  let renaming: ReturnType<typeof ask> | undefined;
  // Until this is over, the write waits.
  const holding = database.db.transaction(async (tx) => {
    await tx.select().from(cohort).where(eq(cohort.id, cohortId)).for("update");
    renaming = ask("cohort.rename", { cohortId, name: "Renamed" });
    await eventually(async () => {
      const { rows } = await database.db.execute(
        sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'strata-web'`,
      );
      expect(rows).toHaveLength(1);
    });
    await database.kill();
    await tx.execute(sql`select pg_sleep(${PATIENCE_MS / 1000})`);
  });
  await expect(holding).rejects.toThrow("rollback");
  expect(await renaming).toMatchObject({
    status: 503,
    body: { error: { message: expect.stringMatching(/may or may not/), data: { appCode: "UNAVAILABLE" } } },
  });
  await untilTold(true);
  await revive();
  const { body } = await ask("cohort.get", { cohortId }, { isQuery: true });
  expect(body.result.data.name).toBe("A cohort");
});

test("a web process that is started meanwhile waits for it instead of ending", async () => {
  await database.kill();
  await untilTold(true);
  const told = logged.length;
  const logger = createLogger({ LOG_LEVEL: "warn" }, "web", { write: (line) => void logged.push(line) });
  const starting = startWeb({ environment: site.environment, logger, hasPages: false });
  const outcome = starting.then(
    () => "started",
    (error: unknown) => error,
  );
  await eventually(() => expect(logged.slice(told).join()).toMatch(/could not be reached/));
  await revive();
  expect(await outcome).toBe("started");
  await (await starting).close();
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { attempt } from "#db/schema/index.ts";
import { LIMITS, type LimitName } from "#server/api/limits.ts";
import { startWeb, type Web } from "./start-web.ts";
import { createTestSite, type TestSite, type Visitor } from "./testing/test-site.ts";

let site: TestSite;
let second: Web;
const cohortId = randomUUID();

beforeAll(async () => {
  site = await createTestSite();
  const { environment } = site;
  second = await startWeb({ environment, logger: site.web.deps.logger, hasPages: false });
});
afterAll(async () => {
  await second.close();
  await site.close();
});

async function fill(name: LimitName, { id }: Visitor, room = 0): Promise<void> {
  const limit = LIMITS[name];
  const max = "max" in limit ? limit.max : 0;
  // Begun in an hour, so that it is not over before the test is.
  const windowStart = sql`now() + interval '1 hour'`;
  await site.web.deps.db.insert(attempt).values({ key: `${name}:${id}`, count: max - room, windowStart });
}

/** Leaves a cohort that is not there, so many times in one request. */
async function leave(visitor: Visitor, calls: number, base = site.web.url) {
  const path = `/api/trpc/${Array<string>(calls).fill("cohort.leave").join()}?batch=1`;
  const body = JSON.stringify(Object.fromEntries(Array.from({ length: calls }, (_, i) => [i, { cohortId }])));
  const headers = { "Content-Type": "application/json" };
  const response = await visitor.fetch(path, { method: "POST", body, base, headers });
  const answers = (await response.json()) as { error: { data: { appCode: string } } }[];
  return { response, codes: answers.map(({ error }) => error.data.appCode) };
}

test("each call of a batch counts, and the answer says when to come back", async () => {
  const visitor = await site.signUp();
  await fill("cohort.leave", visitor, 3);
  const { response, codes } = await leave(visitor, 5);
  expect(codes.toSorted()).toEqual([
    ...Array<string>(3).fill("NOT_FOUND"),
    ...Array<string>(2).fill("RATE_LIMITED"),
  ]);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(3600);
});

test("web processes count together", async () => {
  const visitor = await site.signUp();
  await fill("cohort.leave", visitor, 4);
  expect((await leave(visitor, 2)).codes).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  expect((await leave(visitor, 2, second.url)).codes).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  expect((await leave(visitor, 1)).codes).toEqual(["RATE_LIMITED"]);
  expect((await leave(visitor, 1, second.url)).codes).toEqual(["RATE_LIMITED"]);
});

test.each([
  ["files.tile", `/api/tiles/${cohortId}/${cohortId}/validation/0.png`],
  ["files.personPicture", "/api/people/nobody/0123456789abcdef.webp"],
  ["files.cohortTable", `/api/cohorts/${cohortId}/runs.csv`],
  ["files.table", `/api/runs/${cohortId}/result.csv`],
  ["files.network", `/api/runs/${cohortId}/model.onnx`],
  ["files.network", `/api/runs/${cohortId}/model.keras`],
] as const)("%s: %s", async (name, path) => {
  const [visitor, other] = [await site.signUp(), await site.signUp()];
  await fill(name, visitor);
  const response = await visitor.fetch(path);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(3600);
  expect(await response.json()).toMatchObject({
    error: { code: "RATE_LIMITED", message: expect.stringMatching(/Try again in \d+ minutes/) },
  });
  expect((await other.fetch(path)).status).toBe(404);
});

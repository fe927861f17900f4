import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { attempt } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { countAttempt, forgetAttempts } from "./rate-limit.ts";

let database: TestDatabase;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const freshKey = () => `k${(made += 1)}`;
const limit = { max: 3, windowSeconds: 60, excess: "Too many tries" };

async function outcomeOf(counting: Promise<void>) {
  return counting.then(
    () => "counted",
    (error: { code: string }) => error.code,
  );
}

test("tries that come at the same time are all counted", async () => {
  const key = freshKey();
  const tries = Array.from({ length: 8 }, () => outcomeOf(countAttempt(database.db, key, limit)));
  const outcomes = await Promise.all(tries);
  expect(outcomes.filter((outcome) => outcome === "counted")).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome === "RATE_LIMITED")).toHaveLength(5);
});

describe("a full window that began some seconds ago", () => {
  // In one transaction the database's time stands still.
  const tryAfter = (seconds: number, windowSeconds = 60) =>
    database.db.transaction(async (tx) => {
      const windowStart = sql`now() - make_interval(secs => ${seconds})`;
      const key = freshKey();
      await tx.insert(attempt).values({ key, count: 3, windowStart });
      await countAttempt(tx, key, { ...limit, windowSeconds });
    });

  test.each([
    { ago: 20, expected: 40, words: "40 seconds" },
    { ago: 19.5, expected: 41, words: "41 seconds" },
    { ago: 59.2, expected: 1, words: "1 second" },
  ])("$ago: opens in $words", async ({ ago, expected, words }) => {
    await expect(tryAfter(ago)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      retryAfterSeconds: expected,
      message: `Too many tries. Try again in ${words}.`,
    });
  });

  test("minutes are told in minutes", async () => {
    await expect(tryAfter(1, 600)).rejects.toMatchObject({
      retryAfterSeconds: 599,
      message: "Too many tries. Try again in 10 minutes.",
    });
  });

  test("is open again when its time is over, and not prolonged by tries that were refused", async () => {
    await expect(tryAfter(60)).resolves.toBeUndefined();
    await database.db.transaction(async (tx) => {
      const key = freshKey();
      const windowStart = sql`now() - interval '20 seconds'`;
      await tx.insert(attempt).values({ key, count: 3, windowStart });
      for (let refused = 0; refused < 2; refused += 1) {
        await expect(countAttempt(tx, key, limit)).rejects.toMatchObject({ retryAfterSeconds: 40 });
      }
    });
  });
});

test("counters of a day ago are deleted, later ones are not", async () => {
  const { db } = database;
  await db.delete(attempt);
  await db.insert(attempt).values([
    { key: "old", count: 9, windowStart: sql`now() - interval '25 hours'` },
    { key: "new", count: 9, windowStart: sql`now() - interval '23 hours'` },
  ]);
  await forgetAttempts(db);
  expect(await db.select({ key: attempt.key }).from(attempt)).toEqual([{ key: "new" }]);
});

test("counting waits for no disk", async () => {
  const { rows } = await database.db.execute(
    sql`select relpersistence from pg_class where relname = 'attempt'`,
  );
  expect(rows).toEqual([{ relpersistence: "u" }]);
});

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failedEntry } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { forgetFailedEntries, readEntry, takeTry } from "./failed-entries.ts";
import { ACCOUNT } from "./rules.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("a count that has been quiet for a day is deleted, others stay", async () => {
  const { db } = database;
  await takeTry(db, "account:old", ACCOUNT);
  await db.update(failedEntry).set({ lastAt: sql`now() - interval '25 hours'` });
  await takeTry(db, "account:fresh", ACCOUNT);
  await forgetFailedEntries(db);
  const left = await db.select({ key: failedEntry.key }).from(failedEntry);
  expect(left).toEqual([{ key: "account:fresh" }]);
  expect((await readEntry(db, "account:fresh", ACCOUNT)).failures).toBe(1);
});

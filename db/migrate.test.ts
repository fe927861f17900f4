import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateDatabase } from "./migrate.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const MIGRATIONS = sql.raw("drizzle.__drizzle_migrations");
const LAST = sql`(select max(created_at) from ${MIGRATIONS})`;
const migrated = async () =>
  (await database.db.execute(sql`select * from ${MIGRATIONS} order by created_at`)).rows;

/** Why a start on it is refused; nothing is done to it. */
async function refusal(): Promise<string> {
  const before = await migrated();
  const error: unknown = await migrateDatabase(database.url).catch((cause: unknown) => cause);
  expect(await migrated()).toEqual(before);
  return error instanceof Error ? error.message : "";
}

test("what is up to date stays as it is", async () => {
  const before = await migrated();
  await migrateDatabase(database.url);
  expect(await migrated()).toEqual(before);
});

test("what a newer version has changed is left to it, and whoever starts an older one is told what to do", async () => {
  await database.db.execute(
    sql`insert into ${MIGRATIONS} (hash, created_at) select 'newer', ${Date.UTC(2100, 0, 2)}`,
  );
  expect(await refusal()).toMatch(
    /newer version of Strata, which made a change to its tables \(of 2100-01-02\).*nothing is lost.*Start the newer version again.*STRATA_HOME/u,
  );
});

test("a version that went another way is told of by what is missing and what is unknown", async () => {
  await database.db.execute(
    sql`update ${MIGRATIONS} set created_at = created_at - 1 where created_at = ${LAST}`,
  );
  expect(await refusal()).toMatch(
    /another version of Strata.* \d{4}_[\w-]+ of this version is missing in it\. It has a change to its tables \(of \d{4}-\d\d-\d\d\) that this version does not know.*nothing is lost/u,
  );
});

test("a change that would be passed over is not", async () => {
  await database.db.execute(
    sql`delete from ${MIGRATIONS} where created_at = (select max(created_at) from ${MIGRATIONS} where created_at < ${LAST})`,
  );
  expect(await refusal()).toMatch(/\d{4}_[\w-]+ of this version is missing in it\. Nothing was changed/u);
});

test("a change that fails is told in the database's words alone, and taken back", async () => {
  await database.db.execute(sql`delete from ${MIGRATIONS}`);
  expect(await refusal()).toMatch(
    /^The database's tables could not be brought up to date: .*already exists\. They were left/u,
  );
});

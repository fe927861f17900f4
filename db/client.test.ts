import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "#models/testing/eventually.ts";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { connectDatabase, type DatabaseClient } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

let database: TestDatabase;
/** With one connection only, so that one that is not given back is missed at once. */
let single: DatabaseClient;

beforeEach(async () => {
  database = await createTestDatabase();
  single = connectDatabase(database.url, { maxConnections: 1, connectTimeoutMs: PATIENCE_MS });
});
afterEach(async () => {
  await single.close();
  await database.close();
});

const answer = () => single.db.execute(sql`select 1 as one`).then(({ rows }) => rows);

test("a connection lost between two queries of a transaction ends the transaction alone", async () => {
  const lost = single.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    const pid = rows[0]?.pid;
    await database.db.execute(sql`select pg_terminate_backend(${pid})`);
    await eventually(async () => {
      const left = await database.db.execute(sql`select 1 from pg_stat_activity where pid = ${pid}`);
      expect(left.rows).toEqual([]);
    });
    await tx.execute(sql`select 1`);
  });
  await expect(lost).rejects.toThrow("rollback");
  expect(await answer()).toEqual([{ one: 1 }]);
});

test("one lost before a transaction begins is not kept for ever", async () => {
  for (let round = 0; round < 3; round += 1) {
    single.pool.once("acquire", (client) => void client.end());
    await expect(single.db.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow("begin");
    expect(await answer()).toEqual([{ one: 1 }]);
  }
});

test("who stops within a transaction holds up nobody for long", async () => {
  const stopped = connectDatabase(database.url, { maxConnections: 1, idleInTransactionMs: 100 });
  const lock = sql`select pg_advisory_xact_lock(1)`;
  const held = stopped.db.transaction(async (tx) => {
    await tx.execute(lock);
    await database.db.transaction((other) => other.execute(lock));
    await tx.execute(sql`select 1`);
  });
  await expect(held).rejects.toThrow("rollback");
  await stopped.close();
});

import { drizzle } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient } from "pg";
import type { Database } from "../client.ts";
import * as schema from "../schema/index.ts";

/**
 * What `work` does in the database is taken back afterwards. What it is given is a transaction in place of the pool that
 * it expects: what it asks at once is asked one after the other.
 */
export async function takenBack(pool: Pool, work: (db: Database) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  const ask = (...args: unknown[]) => {
    const asked = last.then(() => query(...args));
    last = asked.catch(() => undefined);
    return asked;
  };
  const inTurn = Object.create(client, { query: { value: ask } }) as PoolClient;
  const undo = new Error("taken back");
  try {
    await drizzle(inTurn, { schema }).transaction(async (tx) => {
      await work(tx);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  } finally {
    client.release();
  }
}

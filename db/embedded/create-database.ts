import { setTimeout as delay } from "node:timers/promises";
import { Client, DatabaseError } from "pg";
import { SUPERUSER } from "./init-cluster.ts";

const DATABASE = "strata";
const ATTEMPTS = 200;
const RETRY_MS = 50;
const STARTING_UP = "57P03";
// Of two that create it at the same moment, the second is told either.
const ALREADY_THERE = new Set(["42P04", "23505"]);

/** Makes the database where it is missing. @returns its address, with the password. */
export async function createDatabase(port: number, password: string): Promise<string> {
  const server = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}`;
  const client = await connect(`${server}/postgres`);
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || !ALREADY_THERE.has(error.code ?? "")) throw error;
  } finally {
    await client.end();
  }
  return `${server}/${DATABASE}`;
}

/** A server that recovers from a crash is there before it takes connections. */
async function connect(url: string): Promise<Client> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    try {
      await client.connect();
      return client;
    } catch (error) {
      const isStarting = error instanceof DatabaseError && error.code === STARTING_UP;
      if (!isStarting || attempt >= ATTEMPTS) throw error;
      await delay(RETRY_MS);
    }
  }
}

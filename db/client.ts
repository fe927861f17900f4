import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { Pool, type PoolClient } from "pg";
import * as schema from "./schema/index.ts";

export type Database = NodePgDatabase<typeof schema>;

/** What a query runs on: the pool, or the transaction of a caller. */
export type Queryable = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type DatabaseClient = { db: Database; pool: Pool; close: () => Promise<void> };

type ConnectOptions = {
  maxConnections?: number;
  applicationName?: string;
  /** An idle connection was lost; the pool opens another when one is needed. */
  onIdleError?: (error: Error) => void;
  /** How long a query waits for a connection, a server's or a free one. */
  connectTimeoutMs?: number;
  /** After how long without a query a transaction is taken back, with what it has locked. */
  idleInTransactionMs?: number;
};

const CONNECT_TIMEOUT_MS = 10_000;
/** A process that was stopped within a transaction would hold up everybody who wants its rows, for as long as it is stopped. */
const IDLE_IN_TRANSACTION_MS = 60_000;

export function connectDatabase(url: string, options: ConnectOptions = {}): DatabaseClient {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? "strata",
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: options.idleInTransactionMs ?? IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
  });
  pool.on("error", options.onIdleError ?? (() => undefined));
  dropLostConnections(pool);
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

/**
 * A connection may be lost while somebody holds it. Between two queries nobody hears of it, which would end the process;
 * and drizzle keeps one that was lost before its `begin` for ever, so that the pool would end without any.
 */
function dropLostConnections(pool: Pool): void {
  const held = new WeakSet<PoolClient>();
  pool.on("acquire", (client) => void held.add(client));
  pool.on("release", (_, client) => void held.delete(client));
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    client.once("end", () => {
      if (!held.has(client)) return;
      client.release(true);
      // Its holder gives it back as well.
      client.release = () => undefined;
    });
  });
}

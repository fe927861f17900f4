import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { Pool } from "pg";
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
};

export function connectDatabase(url: string, options: ConnectOptions = {}): DatabaseClient {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? "strata",
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", options.onIdleError ?? (() => undefined));
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { ROOT } from "#server/platform/paths.ts";

/** Any number that nothing else locks. */
const MIGRATION_LOCK = 5_276_120_011;

/** Brings the tables up to date. Several processes may call it at once: one works, the others wait. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "strata-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query("set client_min_messages = warning");
    await migrate(drizzle(client), { migrationsFolder: join(ROOT, "db/migrations") });
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

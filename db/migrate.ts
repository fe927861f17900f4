import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { ROOT } from "#server/platform/paths.ts";
import { requireOwnMigrations } from "./require-own-migrations.ts";

/** Any number that nothing else locks. */
const MIGRATION_LOCK = 5_276_120_011;

/**
 * Brings the tables up to date. Several processes may call it at once: one works, the others wait.
 * @throws where they cannot be, with why, in words for whoever started; then nothing was changed.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const migrationsFolder = join(ROOT, "db/migrations");
  const client = new Client({ connectionString: url, application_name: "strata-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query("set client_min_messages = warning");
    await requireOwnMigrations(client, migrationsFolder);
    await migrate(drizzle(client), { migrationsFolder }).catch((cause: unknown) => {
      throw new Error(
        `The database's tables could not be brought up to date: ${reasonOf(cause)}. They were left as they were; nothing is lost.`,
        { cause },
      );
    });
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

/** What the database said, without the statement around it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import type { Environment } from "#server/platform/env.ts";

export type PreparedDatabase = { url: string; stop: () => Promise<void> };

/** The database that DATABASE_URL names, or the home's own, migrated. */
export async function prepareDatabase(environment: Environment): Promise<PreparedDatabase> {
  const server =
    environment.DATABASE_URL === undefined
      ? await startEmbeddedPostgres({ home: environment.STRATA_HOME })
      : { url: environment.DATABASE_URL, stop: async () => undefined };
  try {
    await migrateDatabase(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

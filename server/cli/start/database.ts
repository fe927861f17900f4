import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import type { Environment } from "#server/platform/env.ts";

type OnTrouble = (message: string) => void;

/** Joins nobody's server: the process that started it would end it under us. */
async function startOwn(home: string, onTrouble?: OnTrouble): Promise<PreparedDatabase> {
  const server = await startEmbeddedPostgres({ home, ...(onTrouble === undefined ? {} : { onTrouble }) });
  if (server.isOwner) return server;
  throw new Error(
    `The database in ${home} is in use by another command that is starting or running there. Wait until it has ended, or set STRATA_HOME to another folder.`,
  );
}

export type PreparedDatabase = { url: string; stop: () => Promise<void> };

/** The database that DATABASE_URL names, or the home's own, migrated; with `onTrouble` the own one is kept alive. */
export async function prepareDatabase(
  environment: Environment,
  onTrouble?: OnTrouble,
): Promise<PreparedDatabase> {
  const server =
    environment.DATABASE_URL === undefined
      ? await startOwn(environment.STRATA_HOME, onTrouble)
      : { url: environment.DATABASE_URL, stop: async () => undefined };
  try {
    await migrateDatabase(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

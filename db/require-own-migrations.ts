import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import { z } from "zod";

const journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.int() })) });

const UNTOUCHED = "Nothing was changed in it, and nothing is lost.";
const ANOTHER_PLACE =
  "or give this version a place of its own: STRATA_HOME with another folder (DATABASE_URL with another database, where that is set)";

/**
 * As drizzle does, tells migrations apart by when they were made.
 * @throws where the database has others than those of this version, with what to do.
 */
export async function requireOwnMigrations(client: Client, migrationsFolder: string): Promise<void> {
  const text = await readFile(join(migrationsFolder, "meta/_journal.json"), "utf8");
  const { entries: own } = journal.parse(JSON.parse(text));
  const done = await doneMigrations(client);
  const last = Math.max(0, ...done);
  const unknown = done.filter((when) => !own.some((each) => each.when === when));
  const missing = own.filter(({ when }) => !done.includes(when));

  if (unknown.length > 0 && missing.length === 0) {
    throw new Error(
      `The database was last used by a newer version of Strata, which made ${changesOf(unknown)} that this version does not know. ${UNTOUCHED} Start the newer version again, ${ANOTHER_PLACE}.`,
    );
  }
  // What was made before the last one that was done would never be done.
  const passedOver = missing.filter(({ when }) => when < last);
  if (unknown.length === 0 && passedOver.length === 0) return;
  const lacked = (unknown.length > 0 ? missing : passedOver).map(({ tag }) => tag).join(", ");
  const also = unknown.length > 0 ? ` It has ${changesOf(unknown)} that this version does not know.` : "";
  throw new Error(
    `The database belongs to another version of Strata, with other tables: ${lacked} of this version is missing in it.${also} ${UNTOUCHED} Start the version that it belongs to, ${ANOTHER_PLACE}.`,
  );
}

async function doneMigrations(client: Client): Promise<number[]> {
  const { rows: found } = await client.query(
    "select 1 from pg_tables where schemaname = 'drizzle' and tablename = '__drizzle_migrations'",
  );
  if (found.length === 0) return [];
  const { rows } = await client.query<{ when: string }>(
    `select created_at as "when" from drizzle.__drizzle_migrations order by created_at`,
  );
  return rows.map(({ when }) => Number(when));
}

function changesOf(times: readonly number[]): string {
  const day = new Date(Math.max(...times)).toISOString().slice(0, 10);
  return times.length === 1
    ? `a change to its tables (of ${day})`
    : `${times.length} changes to its tables (the last of ${day})`;
}

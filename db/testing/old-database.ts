import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { Client } from "pg";
import { inject } from "vitest";
import { ROOT } from "#server/platform/paths.ts";
import { connectDatabase } from "../client.ts";
import { migrateDatabase } from "../migrate.ts";
import type { DatabaseFixture } from "./dump-rows.ts";
import { onServer } from "./on-server.ts";
import type { TestDatabase } from "./test-database.ts";

/** Rows that an older version left: `rows-at-0012`. `npm run fixture` made them. */
export async function readFixture(name: string): Promise<DatabaseFixture> {
  return JSON.parse(
    await readFile(join(ROOT, `db/testing/fixtures/${name}.json`), "utf8"),
  ) as DatabaseFixture;
}

/** A database of one's own with an older version's tables and rows, brought up to date as a start does. */
export async function createOldDatabase({ migration, tables }: DatabaseFixture): Promise<TestDatabase> {
  const serverUrl = inject("databaseServerUrl");
  const name = `strata_old_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, (admin) => admin.query(`create database ${name}`));
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const drop = () => onServer(serverUrl, (admin) => admin.query(`drop database ${name} with (force)`));
  try {
    await onServer(url, async (client) => {
      await migrateUpTo(client, migration);
      for (const [table, rows] of Object.entries(tables)) {
        await client.query(
          `insert into "${table}" select (jsonb_populate_record(null::"${table}", one)).* from jsonb_array_elements($1) one`,
          [JSON.stringify(rows)],
        );
      }
    });
    await migrateDatabase(url);
  } catch (error) {
    await drop();
    throw error;
  }
  const client = connectDatabase(url, { applicationName: "strata-test" });
  return {
    ...client,
    url,
    async close() {
      await client.close();
      await drop();
    },
  };
}

/** The migrations up to the one of this name, and that one. */
export async function migrateUpTo(client: Client, migration: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "strata-migrations-"));
  try {
    await cp(join(ROOT, "db/migrations"), folder, { recursive: true });
    const file = join(folder, "meta/_journal.json");
    const journal = JSON.parse(await readFile(file, "utf8")) as { entries: { tag: string }[] };
    const at = journal.entries.findIndex(({ tag }) => tag === migration);
    if (at < 0) throw new Error(`There is no migration ${migration}`);
    await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at + 1) }));
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

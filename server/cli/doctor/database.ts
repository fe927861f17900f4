import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { z } from "zod";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import type { Environment } from "#server/platform/env.ts";
import { ROOT } from "#server/platform/paths.ts";
import type { Finding } from "./finding.ts";

const OLDEST_POSTGRES = 13;
const journal = z.object({ entries: z.array(z.unknown()) });

/** The database that `npm start` would use. One that is not made yet is tried in a folder that is removed again. */
export async function findDatabase(environment: Environment): Promise<Finding> {
  try {
    if (environment.DATABASE_URL !== undefined) return await inspectOwn(environment.DATABASE_URL);
    const home = environment.STRATA_HOME;
    return existsSync(join(home, "postgres/data")) ? await inspectEmbedded(home) : await tryEmbedded();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      name: "Database",
      state: "missing",
      detail: message.trim().split("\n").join(" "),
      advice:
        environment.DATABASE_URL === undefined
          ? "Free what is in its way, or set DATABASE_URL to a PostgreSQL of your own"
          : "Check DATABASE_URL: that the server runs, and name, password and database are right",
      data: { isReachable: false },
    };
  }
}

type Inspection = { version: string; major: number; migrationsApplied: number; migrationsKnown: number };

async function inspect(url: string): Promise<Inspection> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const settings = await client.query<{ version: string; number: string }>(
      "select current_setting('server_version') as version, current_setting('server_version_num') as number",
    );
    const { version = "unknown", number = "0" } = settings.rows[0] ?? {};
    const hasTable = await client.query<{ found: boolean }>(
      "select to_regclass('drizzle.__drizzle_migrations') is not null as found",
    );
    const applied =
      hasTable.rows[0]?.found === true
        ? await client.query<{ count: number }>(
            "select count(*)::int as count from drizzle.__drizzle_migrations",
          )
        : null;
    const known = journal.parse(
      JSON.parse(await readFile(join(ROOT, "db/migrations/meta/_journal.json"), "utf8")),
    );
    return {
      version,
      major: Math.floor(Number(number) / 10_000),
      migrationsApplied: applied?.rows[0]?.count ?? 0,
      migrationsKnown: known.entries.length,
    };
  } finally {
    await client.end();
  }
}

async function inspectOwn(url: string): Promise<Finding> {
  return describeDatabase("PostgreSQL of DATABASE_URL", await inspect(url));
}

async function inspectEmbedded(home: string): Promise<Finding> {
  const server = await startEmbeddedPostgres({ home });
  try {
    const how = server.isOwner ? "embedded, starts" : "embedded, running";
    return describeDatabase(`PostgreSQL (${how})`, await inspect(server.url));
  } finally {
    await server.stop();
  }
}

async function tryEmbedded(): Promise<Finding> {
  const home = await mkdtemp(join(tmpdir(), "strata-doctor-"));
  try {
    const server = await startEmbeddedPostgres({ home, isThrowaway: true });
    try {
      const { version } = await inspect(server.url);
      const detail = `PostgreSQL ${version} (embedded) starts; the first npm start makes the database`;
      return { name: "Database", state: "good", detail, data: { isReachable: true, version, isMade: false } };
    } finally {
      await server.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function describeDatabase(what: string, inspection: Inspection): Finding {
  const { version, major, migrationsApplied, migrationsKnown } = inspection;
  const data = { isReachable: true, isMade: true, version, migrationsApplied, migrationsKnown };
  const detail = `${what}, ${version}, ${migrationsApplied} of ${migrationsKnown} migrations applied`;
  if (major < OLDEST_POSTGRES) {
    const advice = `Strata needs PostgreSQL ${OLDEST_POSTGRES} or newer`;
    return { name: "Database", state: "missing", detail, advice, data };
  }
  if (migrationsApplied > migrationsKnown) {
    const advice = "A newer Strata has used this database: update this one";
    return { name: "Database", state: "missing", detail, advice, data };
  }
  if (migrationsApplied < migrationsKnown) {
    return { name: "Database", state: "note", detail, advice: "npm start applies the others", data };
  }
  return { name: "Database", state: "good", detail, data };
}

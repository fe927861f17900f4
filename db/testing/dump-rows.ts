import type { Client } from "pg";

/** Every table's rows as an older version left them, in the order in which they can be put back. */
export type DatabaseFixture = {
  /** The last migration that the rows' tables had, as drizzle's journal calls it. */
  migration: string;
  tables: Record<string, Record<string, unknown>[]>;
};

/** Passwords, sessions, and counts of tries: nobody's business, and no row that lasts. */
const LEFT_OUT = ["account", "session", "verification", "attempt", "failed_entry"];

/** The rows of our tables, not the queue's, at one moment. */
export async function dumpRows(client: Client, migration: string): Promise<DatabaseFixture> {
  const tables: DatabaseFixture["tables"] = {};
  await client.query("begin isolation level repeatable read");
  for (const table of await tablesInOrder(client)) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(one) as row from "${table}" one order by ctid`,
    );
    tables[table] = rows.map(({ row }) => row);
  }
  await client.query("commit");
  return { migration, tables };
}

/** Each after those that it refers to. */
async function tablesInOrder(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers: string[] }>(
    `select c.relname as name, array(
       select other.relname::text from pg_constraint k join pg_class other on other.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all($1)
     order by c.relname`,
    [LEFT_OUT],
  );
  const sorted: string[] = [];
  while (sorted.length < rows.length) {
    const next = rows.find(
      ({ name, refers }) => !sorted.includes(name) && refers.every((other) => sorted.includes(other)),
    );
    if (next === undefined) throw new Error("The tables refer to each other in a circle");
    sorted.push(next.name);
  }
  return sorted;
}

/** One row a line. */
export function formatFixture({ migration, tables }: DatabaseFixture): string {
  const blocks = Object.entries(tables).map(([table, rows]) => {
    const lines = rows.map((row) => `      ${JSON.stringify(row)}`);
    return `    ${JSON.stringify(table)}: [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n    `}]`;
  });
  return `{\n  "migration": ${JSON.stringify(migration)},\n  "tables": {\n${blocks.join(",\n")}\n  }\n}\n`;
}

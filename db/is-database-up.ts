import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";

/** @throws what the driver says of a database that is away. */
export async function reachDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

export function isDatabaseUp(db: Database): Promise<boolean> {
  return reachDatabase(db).then(
    () => true,
    () => false,
  );
}

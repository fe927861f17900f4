import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

export function isDatabaseUp(db: Database): Promise<boolean> {
  return db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
}

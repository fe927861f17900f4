import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#db/client.ts";

const answer = z.tuple([z.object({ now: z.coerce.number() })]);

/** The database's clock, one for all processes: by it deadlines pass. In milliseconds, as JavaScript has them. */
export async function serverTime(db: Queryable): Promise<Date> {
  const { rows } = await db.execute(sql`select floor(extract(epoch from clock_timestamp()) * 1000) as now`);
  return new Date(answer.parse(rows)[0].now);
}

import { and, asc, gt, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { design } from "#db/schema/index.ts";
import { OUTLINE_VERSION } from "#models/graph/outline.ts";
import { drawOutline } from "./draw-outline.ts";

const BATCH = 100;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Draws what older versions of Strata left without an outline of today's version, one graph in memory at a time.
 * @returns how many there were.
 */
export async function drawOutlines(db: Database, signal: AbortSignal): Promise<number> {
  let drawn = 0;
  let after = FIRST_ID;
  for (;;) {
    const rows = await db
      .select({ id: design.id })
      .from(design)
      .where(
        and(
          gt(design.id, after),
          sql`${design.outline} ->> 'version' is distinct from ${OUTLINE_VERSION}::text`,
        ),
      )
      .orderBy(asc(design.id))
      .limit(BATCH);
    for (const { id } of rows) {
      if (signal.aborted) return drawn;
      await drawOutline(db, id);
      drawn += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return drawn;
    after = last.id;
  }
}

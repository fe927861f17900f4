import { sql } from "drizzle-orm";

/** Of rows of `run`: both numbers by which a board orders are finite. As the index `run_best` has it, word for word. */
export const hasRank = sql`run.score > '-infinity' and run.score < 'infinity'
  and run.tie_break > '-infinity' and run.tie_break < 'infinity'`;

import { sql, type SQL } from "drizzle-orm";
import { run, runEvent } from "#db/schema/index.ts";

/**
 * How many epochs of a run's current attempt are done: those it finished itself, and those of the checkpoint that it
 * went on from. The newest event that tells is enough: a list reads one of each run, not its history.
 */
export const epochsDone: SQL<number> = sql<number>`coalesce((
  select coalesce((event.body -> 'metrics' ->> 'epoch')::int, (event.body ->> 'fromEpoch')::int)
  from ${runEvent} event
  where event.run_id = ${run}.id
    and event.body ->> 'kind' in ('started', 'epoch')
    and (event.body ->> 'attempt')::int = ${run}.attempt
  order by event.seq desc
  limit 1
), 0)`;

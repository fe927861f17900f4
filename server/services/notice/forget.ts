import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";

const KEPT_DAYS = 90;
/** Of one person. */
const MAX_KEPT = 200;

/** Deletes notices of long ago, and of each person all but the newest. Workers call it now and then. */
export async function forgetNotices(db: Queryable): Promise<void> {
  await db.execute(sql`delete from notice where happened_at < now() - make_interval(days => ${KEPT_DAYS})`);
  await db.execute(sql`
    delete from notice using (
      select many.user_id, last.happened_at
      from (select user_id from notice group by user_id having count(*) > ${MAX_KEPT}) many
      cross join lateral (
        select own.happened_at from notice own where own.user_id = many.user_id
        order by own.happened_at desc offset ${MAX_KEPT} limit 1
      ) last
    ) beyond
    where notice.user_id = beyond.user_id and notice.happened_at <= beyond.happened_at`);
}

import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { notice } from "#db/schema/index.ts";
import type { ReadNoticesInput } from "#server/contract/notice.ts";
import type { ServiceContext } from "../context.ts";
import { tellSockets } from "./tell-sockets.ts";

/** Marks one's own notices as read. Another person's are left as they are, and nothing is said of them. */
export async function readNotices(
  { db, actor }: Pick<ServiceContext, "db" | "actor">,
  input: ReadNoticesInput,
): Promise<void> {
  // A moment is told in milliseconds, and kept in microseconds.
  const which =
    "noticeId" in input
      ? eq(notice.id, input.noticeId)
      : lte(sql`date_trunc('milliseconds', ${notice.happenedAt})`, new Date(input.until));
  await db.transaction(async (tx) => {
    const read = await tx
      .update(notice)
      .set({ readAt: sql`clock_timestamp()` })
      .where(and(eq(notice.userId, actor.id), isNull(notice.readAt), which))
      .returning({ id: notice.id });
    // To the other tabs.
    if (read.length > 0) await tellSockets(tx, [actor.id]);
  });
}

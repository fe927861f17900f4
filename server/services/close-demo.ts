import { and, inArray, isNull } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { DEMO_EMAILS } from "#db/demo-accounts.ts";
import { session, user } from "#db/schema/index.ts";
import { notify } from "./notify.ts";

/**
 * Disables the demo accounts, whose password everyone knows, and ends their sessions. What they made stays.
 * @returns how many were open until now.
 */
export async function closeDemo(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const closed = await tx
      .update(user)
      .set({ disabledAt: new Date() })
      .where(and(inArray(user.email, [...DEMO_EMAILS]), isNull(user.disabledAt)))
      .returning({ id: user.id });
    if (closed.length === 0) return 0;
    const ids = closed.map(({ id }) => id);
    await tx.delete(session).where(inArray(session.userId, ids));
    await notify(tx, ...ids.map((userId) => ({ kind: "access" as const, userId })));
    return closed.length;
  });
}

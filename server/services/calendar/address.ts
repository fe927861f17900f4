import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { calendarAddress } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";

const newSecret = () => randomBytes(24).toString("base64url");

/** The path of one's own calendar. @param isNew has the one of before lead nowhere. */
export async function ownCalendar(
  { db, actor }: Pick<ServiceContext, "db" | "actor">,
  { isNew }: { isNew: boolean },
): Promise<{ path: string }> {
  const values = { userId: actor.id, secret: newSecret() };
  const insert = db.insert(calendarAddress).values(values);
  await (isNew
    ? insert.onConflictDoUpdate({ target: calendarAddress.userId, set: { secret: values.secret } })
    : insert.onConflictDoNothing());
  const [own] = await db
    .select({ secret: calendarAddress.secret })
    .from(calendarAddress)
    .where(eq(calendarAddress.userId, actor.id));
  return { path: `/api/calendars/${own?.secret ?? values.secret}.ics` };
}

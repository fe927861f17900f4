import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { NOTIFY_CHANNEL, type Notification } from "#server/contract/notify.ts";

/** Tells the web processes and workers what changed. Inside a transaction it is sent when that commits, or never. */
export async function notify(db: Queryable, ...notifications: Notification[]): Promise<void> {
  for (const notification of notifications) {
    await db.execute(sql`select pg_notify(${NOTIFY_CHANNEL}, ${JSON.stringify(notification)})`);
  }
}

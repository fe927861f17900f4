import type { Queryable } from "#db/client.ts";
import { notify } from "../notify.ts";

/** A notification of the database holds 8,000 bytes. */
const AT_ONCE = 100;

/** Says to all pages of these people that their notices have changed. */
export async function tellSockets(db: Queryable, userIds: readonly string[]): Promise<void> {
  for (let from = 0; from < userIds.length; from += AT_ONCE) {
    await notify(db, { kind: "notices", userIds: userIds.slice(from, from + AT_ONCE) });
  }
}

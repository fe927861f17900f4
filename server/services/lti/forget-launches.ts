import { lt, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { ltiNonce, ltiTicket } from "#db/schema/index.ts";

/** Nonces whose tokens have expired, and tickets that nobody took. Workers call it now and then. */
export async function forgetLaunches(db: Database): Promise<void> {
  await db.delete(ltiNonce).where(lt(ltiNonce.expiresAt, sql`now()`));
  await db.delete(ltiTicket).where(lt(ltiTicket.expiresAt, sql`now()`));
}

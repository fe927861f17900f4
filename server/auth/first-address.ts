import { APIError } from "better-auth/api";
import { and, DrizzleQueryError, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { user } from "#db/schema/index.ts";
import { tooManyTries } from "./limits/too-many-tries.ts";
import { takeTry } from "./limits/failed-entries.ts";
import { ACCOUNT, NETWORK_SIGN_UPS } from "./limits/rules.ts";
import { requireOwnAddress } from "./own-address.ts";

const address = z.email().max(254);
/** PostgreSQL's unique_violation. */
const TAKEN = "23505";
const pgError = z.object({ code: z.string() });

/** The address that somebody signs in with from now on whose account a learning platform has made without one. */
export function readFirstAddress(asked: string | null): string {
  if (asked === null) {
    const message = "This account has no address yet. Enter the one that you will sign in with.";
    throw new APIError("BAD_REQUEST", { code: "ADDRESS_NEEDED", message });
  }
  const parsed = address.safeParse(asked.trim().toLowerCase());
  if (!parsed.success) {
    throw new APIError("BAD_REQUEST", { code: "INVALID_EMAIL", message: "Enter an email address" });
  }
  requireOwnAddress(parsed.data);
  return parsed.data;
}

type Owner = { id: string; email: string };

/** Tries are counted: the answer tells that an address is taken, to who holds a link that an instructor has made. */
export async function requireFreeAddress(
  db: Database,
  { id, network, first }: { id: string; network: string | null; first: string },
): Promise<void> {
  const ofNetwork = network === null ? 0 : await takeTry(db, `first-address:${network}`, NETWORK_SIGN_UPS);
  if (ofNetwork > 0) throw tooManyTries("Too many addresses were tried from your network", ofNetwork);
  const ofAccount = await takeTry(db, `first-address:${id}`, ACCOUNT);
  if (ofAccount > 0) throw tooManyTries("Too many addresses were tried for this account", ofAccount);
  if ((await db.$count(user, eq(user.email, first))) > 0) throw taken("Enter another one.");
}

export async function giveFirstAddress(db: Database, { id, email }: Owner, first: string): Promise<void> {
  const given = await db
    .update(user)
    .set({ email: first })
    .where(and(eq(user.id, id), eq(user.email, email)))
    .returning({ id: user.id })
    .catch((error: unknown) => {
      // Somebody took it in the meantime.
      if (error instanceof DrizzleQueryError && pgError.safeParse(error.cause).data?.code === TAKEN)
        return [];
      throw error;
    });
  if (given.length === 0) throw taken("Ask for a new link, and enter another one.");
}

function taken(advice: string): APIError {
  const message = `This address cannot be used here. ${advice}`;
  return new APIError("BAD_REQUEST", { code: "ADDRESS_TAKEN", message });
}

import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Database } from "#db/client.ts";
import { requireWithinLimit, type LimitName } from "#server/api/limits.ts";
import { AppError } from "#server/platform/errors.ts";
import { nothingBegun } from "#server/platform/storage-trouble.ts";
import type { Actor } from "#server/services/context.ts";

export type SignedIn = { actor: Actor; userId: string; sessionId: string };

/** Who a request's cookie belongs to; null for nobody. */
export type Identify = (headers: IncomingHttpHeaders) => Promise<SignedIn | null>;

/** Who asks, as long as they stay within the limit of what they ask for. */
export type RequireActor = (request: IncomingMessage, limit: LimitName) => Promise<Actor>;

export function createRequireActor(identify: Identify, db: Database): RequireActor {
  return async (request, limit) => {
    const signedIn = await nothingBegun(identify(request.headers));
    if (signedIn === null) throw new AppError("UNAUTHORIZED", "Sign in first.");
    await nothingBegun(requireWithinLimit(db, signedIn.actor.id, limit));
    return signedIn.actor;
  };
}

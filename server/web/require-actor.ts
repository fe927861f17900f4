import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { AppError } from "#server/platform/errors.ts";
import type { Actor } from "#server/services/context.ts";

export type SignedIn = { actor: Actor; userId: string; sessionId: string };

/** Who a request's cookie belongs to; null for nobody. */
export type Identify = (headers: IncomingHttpHeaders) => Promise<SignedIn | null>;

export type RequireActor = (request: IncomingMessage) => Promise<Actor>;

export function createRequireActor(identify: Identify): RequireActor {
  return async (request) => {
    const signedIn = await identify(request.headers);
    if (signedIn === null) throw new AppError("UNAUTHORIZED", "Sign in first.");
    return signedIn.actor;
  };
}

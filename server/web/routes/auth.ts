import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import type { Database } from "#db/client.ts";
import type { Auth } from "#server/auth/auth.ts";
import { noteClientAddress } from "#server/auth/client-address.ts";
import { notify } from "#server/services/notify.ts";
import { MAX_AUTH_BODY_BYTES } from "../body-limit.ts";
import type { Route } from "../exchange.ts";
import type { Identify } from "../require-actor.ts";

/** After these a session is over, and what it holds open has to end. */
const ENDS_SESSIONS = /^\/api\/auth\/(?:sign-out|revoke-|change-password|delete-user)/;

export function authRoute(auth: Auth, identify: Identify, db: Database): Route {
  const handle = toNodeHandler(auth);
  return {
    name: "auth",
    path: "/api/auth/",
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_AUTH_BODY_BYTES,
    async handle({ request, response, url }) {
      noteClientAddress(request);
      const leaving = ENDS_SESSIONS.test(url.pathname) ? await identify(request.headers) : null;
      await handle(request, response);
      if (leaving !== null) await notify(db, { kind: "access", userId: leaving.userId });
    },
  };
}

export function createIdentify(auth: Auth): Identify {
  return async (headers) => {
    if (headers.cookie === undefined) return null;
    const found = await auth.api.getSession({ headers: fromNodeHeaders(headers) });
    if (found === null || found.user.disabledAt) return null;
    return {
      actor: { id: found.user.id, name: found.user.name },
      userId: found.user.id,
      sessionId: found.session.id,
    };
  };
}

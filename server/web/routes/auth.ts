import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import type { Auth } from "#server/auth/auth.ts";
import { noteClientAddress } from "#server/auth/client-address.ts";
import { MAX_AUTH_BODY_BYTES } from "../body-limit.ts";
import type { Route } from "../exchange.ts";
import type { Identify } from "../require-actor.ts";

export function authRoute(auth: Auth): Route {
  const handle = toNodeHandler(auth);
  return {
    name: "auth",
    path: "/api/auth/",
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_AUTH_BODY_BYTES,
    handle({ request, response }) {
      noteClientAddress(request);
      return handle(request, response);
    },
  };
}

export function createIdentify(auth: Auth): Identify {
  return async (headers) => {
    if (headers.cookie === undefined) return null;
    const found = await auth.api.getSession({ headers: fromNodeHeaders(headers) });
    if (found === null) return null;
    return {
      actor: { id: found.user.id, name: found.user.name },
      userId: found.user.id,
      sessionId: found.session.id,
    };
  };
}

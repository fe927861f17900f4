import type { BlockList } from "node:net";
import { fromNodeHeaders, toNodeHandler } from "better-auth/node";
import type { Database } from "#db/client.ts";
import { reachDatabase } from "#db/is-database-up.ts";
import type { Auth } from "#server/auth/auth.ts";
import { noteClientAddress } from "#server/auth/client-address.ts";
import type { NoteOutage } from "#server/platform/outage-log.ts";
import { databaseAway, isDatabaseAway, nothingBegun } from "#server/platform/storage-trouble.ts";
import { notify } from "#server/services/notify.ts";
import { MAX_AUTH_BODY_BYTES } from "../body-limit.ts";
import type { Route } from "../exchange.ts";
import type { RememberedIdentities } from "../remember-identities.ts";
import type { Identify } from "../require-actor.ts";

/** After these a session is over, and what it holds open has to end. */
const ENDS_SESSIONS = /^\/api\/auth\/(?:sign-out|revoke-|change-password|reset-password|delete-user)/;

const SIGN_OUT = /^\/api\/auth\/sign-out/;

type AuthRouteOptions = {
  auth: Auth;
  identities: RememberedIdentities;
  db: Database;
  noteOutage: NoteOutage;
  proxies: BlockList | null;
};

export function authRoute({ auth, identities, db, noteOutage, proxies }: AuthRouteOptions): Route {
  const handle = toNodeHandler(async (request) => {
    try {
      const response = await auth.handler(request);
      // Before the answer says so.
      if (ENDS_SESSIONS.test(new URL(request.url).pathname)) identities.forgetAll();
      // better-auth answers a lost database in several ways, a refused sign-up among them.
      if (response.status >= 400) await reachDatabase(db);
      return (await isStillSignedIn(request)) ? unavailable() : response;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      noteOutage(error);
      return unavailable();
    }
  });

  /** It says of a sign-out that did not reach the database that it is done. */
  async function isStillSignedIn({ url, headers }: Request): Promise<boolean> {
    if (!SIGN_OUT.test(new URL(url).pathname)) return false;
    const cookie = headers.get("cookie");
    return cookie !== null && (await identities.identify({ cookie })) !== null;
  }

  return {
    name: "auth",
    path: "/api/auth/",
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_AUTH_BODY_BYTES,
    async handle({ request, response, url }) {
      noteClientAddress(request, proxies);
      const isEnding = ENDS_SESSIONS.test(url.pathname);
      const leaving = isEnding ? await nothingBegun(identities.identify(request.headers)) : null;
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

/** In the form of better-auth's own refusals. */
function unavailable(): Response {
  const { code, message, retryAfterSeconds } = databaseAway(false);
  const headers = { "Retry-After": String(retryAfterSeconds), "Cache-Control": "no-store" };
  return Response.json({ code, message }, { status: 503, headers });
}

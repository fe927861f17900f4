import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fromNodeHeaders } from "better-auth/node";
import type { Reading } from "#server/api/reading.ts";
import { appRouter } from "#server/api/root.ts";
import type { Auth } from "#server/auth/auth.ts";
import { READING } from "#server/contract/reading.ts";
import { sessionOf } from "#server/contract/session.ts";
import type { ServiceDeps } from "#server/services/context.ts";

const readings = new AsyncLocalStorage<Reading>();
Object.assign(globalThis, { [READING]: readings });

/** Renders with what the person who asks may read; with null, as where the server cannot tell who asks. */
export function withReading<T>(reading: Reading | null, render: () => Promise<T>): Promise<T> {
  return reading === null ? readings.exit(render) : readings.run(reading, render);
}

/** Who asks for a page; null where the database is away, and the page has to find out by itself. */
export type ReadingOf = (request: IncomingMessage, response: ServerResponse) => Promise<Reading | null>;

const NOBODY: Reading = { session: null };

export function createReadingOf(auth: Auth, deps: ServiceDeps): ReadingOf {
  return async ({ headers }, response) => {
    if (headers.cookie === undefined) return NOBODY;
    // Asked anew for every page, unlike for calls: a page shows name and picture, which may just have changed.
    const found = await auth.api.getSession({ headers: fromNodeHeaders(headers) }).catch(() => undefined);
    if (found === undefined) return null;
    if (found === null || found.user.disabledAt) return NOBODY;
    const { id, name } = found.user;
    const requestId = String(response.getHeader("x-request-id"));
    return {
      session: sessionOf(found),
      router: appRouter,
      ctx: { requestId, actor: { id, name }, deps },
    };
  };
}

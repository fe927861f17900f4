import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { appRouter } from "#server/api/root.ts";
import { retryAfterOf, toTrpcError } from "#server/api/trpc.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { NoteOutage } from "#server/platform/outage-log.ts";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { MAX_BODY_BYTES } from "../body-limit.ts";
import type { Route } from "../exchange.ts";
import type { Identify } from "../require-actor.ts";

const PATH = "/api/trpc/";
/** More than any page asks for at once; one request may not keep the whole database busy. */
const MAX_BATCH_SIZE = 50;

type ApiOptions = { deps: ServiceDeps; identify: Identify; logger: Logger; noteOutage: NoteOutage };

export function apiRoute({ deps, identify, logger, noteOutage }: ApiOptions): Route {
  const requestIds = new WeakMap<object, string>();
  const handler = createHTTPHandler({
    router: appRouter,
    basePath: PATH,
    maxBodySize: MAX_BODY_BYTES,
    maxBatchSize: MAX_BATCH_SIZE,
    async createContext({ req }) {
      const signedIn = await identify(req.headers).catch((error: unknown) => {
        // Nothing has been begun yet, whatever was asked.
        throw toTrpcError(error, false);
      });
      return { requestId: requestIds.get(req) ?? "unknown", actor: signedIn?.actor ?? null, deps };
    },
    responseMeta({ errors }) {
      // Of a batch the longest wait: after it every one of its calls may be tried again.
      const seconds = Math.max(0, ...errors.map((error) => retryAfterOf(error) ?? 0));
      return seconds === 0 ? {} : { headers: new Headers({ "Retry-After": String(seconds) }) };
    },
    onError({ error, path, ctx }) {
      if (isDatabaseAway(error)) return noteOutage(error);
      if (error.code !== "INTERNAL_SERVER_ERROR") return;
      logger.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, "a procedure failed");
    },
  });
  return {
    name: "trpc",
    path: PATH,
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_BODY_BYTES,
    async handle({ request, response, requestId }) {
      requestIds.set(request, requestId);
      response.setHeader("Cache-Control", "no-store");
      handler(request, response);
    },
  };
}

import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { AppError, type AppErrorCode } from "#server/platform/errors.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { NoteOutage } from "#server/platform/outage-log.ts";
import { expectedError, isDatabaseAway } from "#server/platform/storage-trouble.ts";
import { isBodyWithin, MAX_DEVELOPMENT_BODY_BYTES } from "./body-limit.ts";
import { isRouteFor, type Exchange, type Route } from "./exchange.ts";
import type { Metrics } from "./metrics.ts";
import { changesState, isSameOrigin } from "./request-origin.ts";
import { refuseHost } from "./refuse-host.ts";
import { isolationOf, permissionsOf, setSecurityHeaders } from "./security-headers.ts";
import { sendError } from "./send.ts";
import type { Site } from "./site.ts";

type ListenerOptions = {
  routes: readonly Route[];
  /** Everything outside /api/; null where this process has no pages. */
  pages: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
  isDevelopment: boolean;
  site: Site;
  securityHeaders: Record<string, string>;
  metrics: Metrics;
  logger: Logger;
  noteOutage: NoteOutage;
};

const STATUS = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_INPUT: 400,
  INVALID_GRAPH: 422,
  OUT_OF_MEMORY: 422,
  NOT_READY: 409,
  QUOTA_EXCEEDED: 429,
  RATE_LIMITED: 429,
  TOO_LARGE: 413,
  UNAVAILABLE: 503,
  STORAGE_FULL: 507,
  UNREADABLE: 422,
} as const satisfies Record<AppErrorCode, number>;

/** The way of every HTTP request: headers, limits, its route, and one answer for whatever goes wrong. */
export function createRequestListener(options: ListenerOptions): RequestListener {
  const { logger, metrics } = options;

  function routeOf({ request, response, url }: Exchange): Route | null {
    const route = options.routes.find((candidate) => isRouteFor(candidate, url.pathname)) ?? null;
    if (route === null && (options.pages === null || url.pathname.startsWith("/api/"))) {
      throw new AppError("NOT_FOUND", "There is nothing here.");
    }
    // Next's error overlay posts.
    const pageMethods = options.isDevelopment ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"];
    const methods = route?.methods ?? pageMethods;
    if (!methods.includes(request.method ?? "GET")) {
      response.setHeader("Allow", methods.join(", "));
      throw new AppError("INVALID_INPUT", `This address takes ${methods.join(", ")} only.`);
    }
    const isTaken = route?.isForOtherSites === true || !changesState(request.method);
    if (!isTaken && !isSameOrigin(request.headers, options.site)) {
      throw new AppError(
        "FORBIDDEN",
        `The request does not come from a page of this site, ${options.site.url}. Where that is not its address, BASE_URL has to be set.`,
      );
    }
    const pageBytes = options.isDevelopment ? MAX_DEVELOPMENT_BODY_BYTES : 0;
    if (!isBodyWithin(request, route?.maxBodyBytes ?? pageBytes)) {
      throw new AppError("TOO_LARGE", "The request is too large, or does not say how large it is.");
    }
    return route;
  }

  function answerError({ request, response, url, requestId }: Exchange, error: unknown): void {
    // The reader left in the middle of the answer: nothing to say, and nobody to say it to.
    if (!(error instanceof AppError) && (response.destroyed || request.destroyed)) return;
    if (isDatabaseAway(error)) options.noteOutage(error);
    const expected = expectedError(error, changesState(request.method));
    if (expected !== null) {
      const { code, message, retryAfterSeconds } = expected;
      if (retryAfterSeconds !== null && !response.headersSent) {
        response.setHeader("Retry-After", retryAfterSeconds);
      }
      sendError(response, STATUS[code], { code, message, requestId });
      return;
    }
    logger.error({ err: error, requestId, path: url.pathname }, "a request failed");
    const message = "Something went wrong on the server. Try again.";
    sendError(response, 500, { code: "INTERNAL", message, requestId });
  }

  async function answer(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const startedAt = performance.now();
    let name = "refused";
    response.once("close", () => {
      const labels = { method: request.method ?? "GET", route: name, status: response.statusCode };
      metrics.observeRequest(labels, (performance.now() - startedAt) / 1000);
    });
    try {
      const route = routeOf(exchange);
      name = route?.name ?? "pages";
      await (route === null ? options.pages?.(request, response) : route.handle(exchange));
    } catch (error) {
      answerError(exchange, error);
    }
  }

  return (request, response) => {
    const requestId = randomUUID();
    setSecurityHeaders(response, options.securityHeaders);
    response.setHeader("Permissions-Policy", permissionsOf("/"));
    response.setHeader("X-Request-Id", requestId);
    if (options.site.originOf(request.headers.host) === null) {
      refuseHost(response, request.headers.host, options.site.url);
      return;
    }
    const target = request.url ?? "/";
    const url = URL.canParse(target, "http://strata") ? new URL(target, "http://strata") : null;
    if (url === null || !target.startsWith("/")) {
      sendError(response, 400, { code: "INVALID_INPUT", message: "The address is not one.", requestId });
      return;
    }
    response.setHeader("Permissions-Policy", permissionsOf(url.pathname));
    setSecurityHeaders(response, isolationOf(url.pathname, options.isDevelopment));
    void answer({ request, response, url, requestId });
  };
}

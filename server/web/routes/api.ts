import type { ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MAX_BODY_BYTES, MAX_QUERY_LENGTH } from "#server/api/body-limits.ts";
import { appRouter } from "#server/api/root.ts";
import { retryAfterOf, toTrpcError } from "#server/api/trpc.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { NoteOutage } from "#server/platform/outage-log.ts";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import type { Exchange, Route } from "../exchange.ts";
import { readInput } from "../read-input.ts";
import { zipped } from "../zip.ts";
import type { Identify } from "../require-actor.ts";
import type { WebThreads } from "../threads/start-threads.ts";

const ENDPOINT = "/api/trpc";
const PATH = `${ENDPOINT}/`;
/** More than any page asks for at once; one request may not keep the whole database busy. */
const MAX_BATCH_SIZE = 50;
/** A gradebook of a large class has megabytes; most answers are smaller than what compressing them would take. */
const SMALLEST_ZIPPED_BYTES = 16_384;

type ApiOptions = {
  deps: ServiceDeps;
  identify: Identify;
  threads: WebThreads;
  logger: Logger;
  noteOutage: NoteOutage;
};

/** What tRPC is given. Its body is read when a procedure asks for its input: after session and limits. */
class CallRequest extends Request {
  readonly #readInput: () => Promise<unknown>;

  constructor(url: URL, init: RequestInit, readInput: () => Promise<unknown>) {
    super(url, init);
    this.#readInput = readInput;
  }

  override async json(): Promise<unknown> {
    try {
      return await this.#readInput();
    } catch (cause) {
      // Whatever else is thrown from here, tRPC takes for wrong input.
      const expected = toTrpcError(cause, false);
      throw expected instanceof TRPCError
        ? expected
        : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
    }
  }
}

export function apiRoute({ deps, identify, threads, logger, noteOutage }: ApiOptions): Route {
  function call({ request, response, url, requestId }: Exchange): Promise<Response> {
    const headers = { "Content-Type": request.headers["content-type"] ?? "" };
    const init = { method: request.method ?? "GET", headers, signal: signalOf(response) };
    return fetchRequestHandler({
      router: appRouter,
      endpoint: ENDPOINT,
      req: new CallRequest(url, init, () =>
        readInput(request, url.pathname.slice(PATH.length), {
          isBatch: url.searchParams.get("batch") === "1",
          threads,
        }),
      ),
      maxBatchSize: MAX_BATCH_SIZE,
      async createContext() {
        const signedIn = await identify(request.headers).catch((error: unknown) => {
          // Nothing has been begun yet, whatever was asked.
          throw toTrpcError(error, false);
        });
        return { requestId, actor: signedIn?.actor ?? null, deps };
      },
      responseMeta({ errors }) {
        // Of a batch the longest wait: after it every one of its calls may be tried again.
        const seconds = Math.max(0, ...errors.map((error) => retryAfterOf(error) ?? 0));
        return seconds === 0 ? {} : { headers: new Headers({ "Retry-After": String(seconds) }) };
      },
      onError({ error, path }) {
        if (isDatabaseAway(error)) return noteOutage(error);
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        logger.error({ err: error.cause ?? error, path, requestId }, "a procedure failed");
      },
    });
  }

  return {
    name: "trpc",
    path: PATH,
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_BODY_BYTES,
    async handle(exchange) {
      const { url } = exchange;
      if (url.search.length > MAX_QUERY_LENGTH) {
        throw new AppError(
          "TOO_LARGE",
          `The address is too long: ${MAX_QUERY_LENGTH} characters are the most.`,
        );
      }
      await send(exchange, await call(exchange));
    },
  };
}

/** Ends what is done for who went away. */
function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableEnded) controller.abort();
  });
  return controller.signal;
}

async function send({ request, response }: Exchange, answer: Response): Promise<void> {
  const text = await answer.text();
  if (response.destroyed) return;
  const body = await zipped(request, response, { body: Buffer.from(text), fromBytes: SMALLEST_ZIPPED_BYTES });
  if (response.destroyed) return;
  // One by one, so that what is there varies by both.
  for (const [name, value] of answer.headers) {
    if (name === "vary") response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  response.writeHead(answer.status, { "Cache-Control": "no-store", "Content-Length": body.length });
  response.end(body);
}

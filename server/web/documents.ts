import { randomBytes } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import { contentSecurityPolicy } from "./security-headers.ts";

type Rendered = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

/** Renders an address as for anybody: no cookie and no header of the person who asks reaches it. */
export type RenderDocument = (url: string, nonce: string) => Promise<Rendered>;

export type Documents = { send: (request: IncomingMessage, response: ServerResponse) => Promise<void> };

const MAX_KEPT = 500;
const MAX_KEPT_URL_LENGTH = 300;
const SMALLEST_ZIPPED_BYTES = 1_000;
const KEPT_HEADERS = ["content-type", "location", "link", "vary"] as const;
const compress = promisify(gzip);

/** False for Next's files and for what its router in the browser fetches: these carry no inline script. */
export function isDocumentRequest({ url = "/", headers }: IncomingMessage): boolean {
  return !url.startsWith("/_next/") && headers.rsc === undefined;
}

/**
 * Sends pages whose scripts alone the browser runs: each answer has a nonce of its own. A page is a shell without data,
 * the same for everyone, so it is rendered once under a secret nonce that every answer replaces by its own. A script
 * that got into the page some other way carries neither.
 */
export function createDocuments(render: RenderDocument): Documents {
  const secretNonce = randomBytes(18).toString("base64url");
  const kept = new LRUCache<string, Promise<Rendered>>({ max: MAX_KEPT });

  function rendered(url: string): Promise<Rendered> {
    const found = kept.get(url) ?? render(url, secretNonce);
    if (url.length > MAX_KEPT_URL_LENGTH) return found;
    kept.set(url, found);
    return found.then(
      (page) => {
        if (page.status !== 200) kept.delete(url);
        return page;
      },
      (error: unknown) => {
        kept.delete(url);
        throw error;
      },
    );
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await rendered(request.url ?? "/");
    for (const name of KEPT_HEADERS) {
      const value = headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    // Never a 304: it would bring a new nonce for an old body.
    response.setHeader("Cache-Control", "private, no-cache");
    if (!String(headers["content-type"]).startsWith("text/html")) return end(request, response, status, body);
    const nonce = randomBytes(18).toString("base64url");
    response.setHeader("Content-Security-Policy", contentSecurityPolicy({ nonce }));
    await end(request, response, status, Buffer.from(body.toString().replaceAll(secretNonce, nonce)));
  }

  return { send };
}

async function end(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Buffer,
): Promise<void> {
  response.appendHeader("Vary", "Accept-Encoding");
  const isZipped =
    body.length > SMALLEST_ZIPPED_BYTES && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  if (isZipped) response.setHeader("Content-Encoding", "gzip");
  const bytes = isZipped ? await compress(body, { level: 4 }) : body;
  response.writeHead(status, { "Content-Length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

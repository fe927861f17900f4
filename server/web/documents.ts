import { randomBytes } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import type { Reading } from "#server/api/reading.ts";
import type { ReadingOf } from "./reading.ts";
import { contentSecurityPolicy, isVisionPage } from "./security-headers.ts";
import { settleDocument } from "./settle-document.ts";
import { zipped } from "./zip.ts";

type Rendered = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

/** Renders an address. No cookie and no header of the person who asks reaches it; what they may read is in `reading`. */
export type RenderDocument = (url: string, nonce: string, reading: Reading | null) => Promise<Rendered>;

export type Documents = { send: (request: IncomingMessage, response: ServerResponse) => Promise<void> };

const MAX_KEPT = 500;
const MAX_KEPT_URL_LENGTH = 300;
/** A class that opens its pages in one moment gets shells, which fill themselves: the process has more to do than render. */
const MAX_PERSONAL_AT_ONCE = 3;
const SMALLEST_ZIPPED_BYTES = 1_000;
const KEPT_HEADERS = ["content-type", "location", "link", "vary"] as const;

/** False for Next's files and for what its router in the browser fetches: these carry no inline script. */
export function isDocumentRequest({ url = "/", headers }: IncomingMessage): boolean {
  return !url.startsWith("/_next/") && headers.rsc === undefined;
}

/**
 * Sends pages whose scripts alone the browser runs: each answer has a nonce of its own. A page for somebody signed in is
 * rendered with what they may read, for this one answer, and never kept. Without a person a page is a shell without data,
 * the same for everyone, so it is rendered once under a secret nonce that every answer replaces by its own. A script
 * that got into the page some other way carries neither.
 */
export function createDocuments(
  render: RenderDocument,
  readingOf: ReadingOf,
  { fontLink = null }: { fontLink?: string | null } = {},
): Documents {
  const secretNonce = newNonce();
  const kept = new LRUCache<string, Promise<Rendered>>({ max: MAX_KEPT });
  let personal = 0;

  function shell(url: string, reading: Reading | null): Promise<Rendered> {
    const key = `${reading === null ? "unknown" : "nobody"} ${url}`;
    const found = kept.get(key) ?? render(url, secretNonce, reading);
    if (url.length > MAX_KEPT_URL_LENGTH) return found;
    kept.set(key, found);
    return found.then(
      (page) => {
        if (page.status !== 200) kept.delete(key);
        return page;
      },
      (error: unknown) => {
        kept.delete(key);
        throw error;
      },
    );
  }

  async function page(url: string, nonce: string, reading: Reading | null): Promise<Rendered> {
    if (reading === null || reading.session === null) return withNonce(await shell(url, reading), nonce);
    if (personal >= MAX_PERSONAL_AT_ONCE) return withNonce(await shell(url, null), nonce);
    personal += 1;
    try {
      return withNonce(await render(url, nonce, reading), nonce);
    } finally {
      personal -= 1;
    }
  }

  function withNonce(rendered: Rendered, nonce: string): Rendered {
    if (!isHtml(rendered)) return rendered;
    const html = rendered.body.toString().replaceAll(secretNonce, nonce);
    return { ...rendered, body: Buffer.from(settleDocument(html, nonce)) };
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = newNonce();
    const reading = await readingOf(request, response);
    const rendered = await page(request.url ?? "/", nonce, reading);
    const { status, headers, body } = rendered;
    for (const name of KEPT_HEADERS) {
      const value = headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    // Never a 304: it would bring a new nonce for an old body. And what is somebody's own is not there for the next person
    // who goes back in this browser.
    const isOwn = reading !== null && reading.session !== null;
    response.setHeader("Cache-Control", isOwn ? "private, no-store" : "private, no-cache");
    if (isHtml(rendered)) {
      const isVisionLab = isVisionPage((request.url ?? "/").split("?")[0] ?? "/");
      response.setHeader("Content-Security-Policy", contentSecurityPolicy({ nonce, isVisionLab }));
      if (fontLink !== null) response.appendHeader("Link", fontLink);
    }
    await end(request, response, status, body);
  }

  return { send };
}

function newNonce(): string {
  return randomBytes(18).toString("base64url");
}

function isHtml({ headers }: Rendered): boolean {
  return String(headers["content-type"]).startsWith("text/html");
}

async function end(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Buffer,
): Promise<void> {
  const bytes = await zipped(request, response, { body, fromBytes: SMALLEST_ZIPPED_BYTES });
  response.writeHead(status, { "Content-Length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import createNext from "next";
import { createRequestResponseMocks } from "next/dist/server/lib/mock-request.js";
import { ROOT } from "#server/platform/paths.ts";
import type { Reading } from "#server/api/reading.ts";
import { createDocuments, isDocumentRequest } from "./documents.ts";
import { firstFontLink } from "./first-font.ts";
import { withReading, type ReadingOf } from "./reading.ts";
import { contentSecurityPolicy } from "./security-headers.ts";
import { readStaticFiles } from "./static-files.ts";

export type Pages = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  close: () => Promise<void>;
};

/** The Next application: what `next build` left in .next, or compiled as it is edited. */
export async function preparePages(options: {
  isDevelopment: boolean;
  host: string;
  port: number;
  httpServer: Server;
  readingOf: ReadingOf;
}): Promise<Pages> {
  const next = createNext({
    dev: options.isDevelopment,
    dir: ROOT,
    hostname: options.host,
    port: options.port,
    httpServer: options.httpServer,
  });
  await next.prepare();
  const handle = next.getRequestHandler();

  /** Next reads the nonce of its own scripts from the request's policy, the layout that of the theme's from `x-nonce`. */
  async function render(url: string, nonce: string, reading: Reading | null) {
    const { req, res } = createRequestResponseMocks({
      url,
      headers: {
        host: "localhost",
        accept: "text/html",
        "content-security-policy": contentSecurityPolicy({ nonce }),
        "x-nonce": nonce,
      },
    });
    const chunks: Buffer[] = [];
    res.write = (chunk: Uint8Array | string) => chunks.push(Buffer.from(chunk)) > 0;
    await withReading(reading, () => Promise.all([handle(req, res), finished(res, { readable: false })]));
    return { status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(chunks) };
  }

  const built = join(ROOT, ".next/static");
  const documents = createDocuments(render, options.readingOf, { fontLink: await firstFontLink(built) });
  const files = await readStaticFiles(built);
  return {
    async handle(request, response) {
      if (options.isDevelopment) await handle(request, response);
      else if (isDocumentRequest(request)) await documents.send(request, response);
      else if (!files.send(request, response)) await handle(request, response);
    },
    upgrade: next.getUpgradeHandler(),
    close: () => next.close(),
  };
}

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import createNext from "next";
import { ROOT } from "#server/platform/paths.ts";

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
  const upgrade = next.getUpgradeHandler();
  return { handle: (request, response) => handle(request, response), upgrade, close: () => next.close() };
}

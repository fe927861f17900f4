import type { BlockList } from "node:net";
import type { Database } from "#db/client.ts";
import { clientAddress, networkOf } from "#server/auth/client-address.ts";
import { takeTry } from "#server/auth/limits/failed-entries.ts";
import { NETWORK } from "#server/auth/limits/rules.ts";
import type { LaunchRefusal } from "#server/contract/lti.ts";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { Exchange } from "../exchange.ts";

type Door = {
  db: Database;
  logger: Logger;
  proxies: BlockList | null;
  /** Tokens that are refused are, for each network, as wrong join codes are. One that is right always gets in. */
  isCounted?: boolean;
};

/**
 * These say nothing of a token: another site can have a browser ask for as many as it likes, and a class whose course is not let in
 * yet, or whose platform is away, all come from one network.
 */
const UNCOUNTED: ReadonlySet<LaunchRefusal> = new Set([
  "STATE",
  "PLATFORM",
  "KEYS",
  "REPLAYED",
  "ROLE",
  "COURSE",
]);

/** Whoever comes from a platform is a person with a browser: what is refused is told on a page. */
export function refusingByPage(
  { db, logger, proxies, isCounted = false }: Door,
  handle: (exchange: Exchange) => Promise<void>,
): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const { request } = exchange;
    const address = clientAddress(
      request.socket.remoteAddress ?? "unknown",
      request.headers["x-forwarded-for"],
      proxies,
    );
    const key = `lti:${networkOf(address)}`;
    try {
      await handle(exchange);
    } catch (error) {
      if (!(error instanceof LaunchRefused)) throw error;
      const { refusal, message, hasToken } = error;
      logger.warn({ refusal, reason: message, requestId: exchange.requestId }, "a launch was refused");
      const isTry = isCounted && hasToken && !UNCOUNTED.has(refusal);
      const isOver = isTry && (await takeTry(db, key, NETWORK)) > 0;
      redirect(exchange, `/lti/refused?why=${isOver ? "BUSY" : refusal}`);
    }
  };
}

export function redirect({ response }: Pick<Exchange, "response">, location: string): void {
  response.writeHead(303, { Location: location, "Cache-Control": "no-store" });
  response.end();
}

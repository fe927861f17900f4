import type { BlockList } from "node:net";
import type { Database } from "#db/client.ts";
import { clientAddress, networkOf } from "#server/auth/client-address.ts";
import { readEntry, takeTry } from "#server/auth/limits/failed-entries.ts";
import { NETWORK } from "#server/auth/limits/rules.ts";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { Exchange } from "../exchange.ts";

type Door = { db: Database; logger: Logger; proxies: BlockList | null };

/**
 * Whoever comes from a platform is a person with a browser: what is refused is told on a page. Refusals of a network are counted, as
 * wrong join codes are.
 */
export function refusingByPage(
  { db, logger, proxies }: Door,
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
    const { waitSeconds } = await readEntry(db, key, NETWORK);
    if (waitSeconds > 0) {
      const message = "Too many launches from your network were refused. Try again later.";
      throw new AppError("RATE_LIMITED", message, { retryAfterSeconds: waitSeconds });
    }
    try {
      await handle(exchange);
    } catch (error) {
      if (!(error instanceof LaunchRefused)) throw error;
      const { refusal, message } = error;
      logger.warn({ refusal, reason: message, requestId: exchange.requestId }, "a launch was refused");
      await takeTry(db, key, NETWORK);
      redirect(exchange, `/lti/refused?why=${refusal}`);
    }
  };
}

export function redirect({ response }: Pick<Exchange, "response">, location: string): void {
  response.writeHead(303, { Location: location, "Cache-Control": "no-store" });
  response.end();
}

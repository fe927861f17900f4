import type { BlockList } from "node:net";
import { clientAddress, networkOf } from "#server/auth/client-address.ts";
import { readEntry, takeTry } from "#server/auth/limits/failed-entries.ts";
import { NETWORK } from "#server/auth/limits/rules.ts";
import { JOIN_LINK_PATH } from "#server/contract/welcome-paths.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { invitationOf } from "#server/services/cohort/invitation.ts";
import type { Route } from "../exchange.ts";
import { sendJson } from "../send.ts";

const MAX_CODE_LENGTH = 40;

/**
 * Which class a join link leads to, for people who are not signed in. Codes are too many to guess; a network that tries
 * them all the same waits. Right ones are not counted: a lecture hall follows its link at once.
 */
export function joinLinksRoute({ db }: Pick<ServiceDeps, "db">, proxies: BlockList | null): Route {
  return {
    name: "join-links",
    path: JOIN_LINK_PATH,
    methods: ["GET"],
    maxBodyBytes: 0,
    async handle({ request, response, url }) {
      const code = decoded(url.pathname.slice(JOIN_LINK_PATH.length));
      const forwardedFor = request.headers["x-forwarded-for"];
      const address = clientAddress(request.socket.remoteAddress ?? "unknown", forwardedFor, proxies);
      const key = `join:${networkOf(address)}`;
      const { waitSeconds } = await readEntry(db, key, NETWORK);
      if (waitSeconds > 0) {
        const message = "Too many wrong codes came from your network. Try again later.";
        throw new AppError("RATE_LIMITED", message, { retryAfterSeconds: waitSeconds });
      }
      const found = code === null ? null : await invitationOf(db, code);
      if (found === null) {
        await takeTry(db, key, NETWORK);
        throw new AppError(
          "NOT_FOUND",
          "No class has this code. Ask your instructor for the one that holds now.",
        );
      }
      sendJson(response, 200, found);
    },
  };
}

function decoded(text: string): string | null {
  if (text.length > 3 * MAX_CODE_LENGTH) return null;
  try {
    const code = decodeURIComponent(text);
    return code.length > MAX_CODE_LENGTH || code.includes("\0") ? null : code;
  } catch {
    return null;
  }
}

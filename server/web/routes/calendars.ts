import type { BlockList } from "node:net";
import { toIcs } from "#models/exercises/to-ics.ts";
import { clientAddress, networkOf } from "#server/auth/client-address.ts";
import { readEntry, takeTry } from "#server/auth/limits/failed-entries.ts";
import { NETWORK } from "#server/auth/limits/rules.ts";
import { AppError } from "#server/platform/errors.ts";
import { dueDatesOf } from "#server/services/calendar/due-dates.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import type { Route } from "../exchange.ts";

const PATH = /^\/api\/calendars\/([\w-]{32})\.ics$/;

type CalendarsOptions = { proxies: BlockList | null; baseUrl: string };

/** What is due for a person, for their calendar program: who has the address reads it. Wrong ones are counted as wrong join codes are. */
export function calendarsRoute(
  { db }: Pick<ServiceDeps, "db">,
  { proxies, baseUrl }: CalendarsOptions,
): Route {
  return {
    name: "calendars",
    path: "/api/calendars/",
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    async handle({ request, response, url }) {
      const forwardedFor = request.headers["x-forwarded-for"];
      const address = clientAddress(request.socket.remoteAddress ?? "unknown", forwardedFor, proxies);
      const key = `calendar:${networkOf(address)}`;
      const { waitSeconds } = await readEntry(db, key, NETWORK);
      if (waitSeconds > 0) {
        const message = "Too many wrong addresses came from your network. Try again later.";
        throw new AppError("RATE_LIMITED", message, { retryAfterSeconds: waitSeconds });
      }
      const [, secret] = PATH.exec(url.pathname) ?? [];
      const dates = secret === undefined ? null : await dueDatesOf(db, secret);
      if (dates === null) {
        await takeTry(db, key, NETWORK);
        throw new AppError("NOT_FOUND", "There is no such calendar.");
      }
      const host = new URL(baseUrl).host;
      const text = toIcs(
        "Strata",
        dates.map(({ exerciseId, cohortId, ...date }) => ({
          ...date,
          uid: `${exerciseId}@${host}`,
          url: `${baseUrl}/cohorts/${cohortId}/exercises/${exerciseId}`,
        })),
        Date.now(),
      );
      response.writeHead(200, {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="strata.ics"',
      });
      response.end(request.method === "HEAD" ? undefined : text);
    },
  };
}

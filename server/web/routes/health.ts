import type { Database } from "#db/client.ts";
import type { Route } from "../exchange.ts";
import { isDatabaseUp } from "#db/is-database-up.ts";
import { sendJson } from "../send.ts";

/** For load balancers and start scripts: 200 while requests can be answered, 503 otherwise. */
export function healthRoute(options: {
  db: Database;
  isListening: () => boolean;
  isStopping: () => boolean;
}): Route {
  return {
    name: "health",
    path: "/api/health",
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    async handle({ response }) {
      const database = await isDatabaseUp(options.db);
      const isOk = database && !options.isStopping();
      if (!isOk) response.setHeader("Retry-After", 2);
      sendJson(response, isOk ? 200 : 503, {
        ok: isOk,
        database,
        realtime: options.isListening(),
      });
    },
  };
}

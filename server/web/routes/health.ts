import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import type { Route } from "../exchange.ts";
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
      const isDatabaseUp = await options.db.execute(sql`select 1`).then(
        () => true,
        () => false,
      );
      const isOk = isDatabaseUp && !options.isStopping();
      sendJson(response, isOk ? 200 : 503, {
        ok: isOk,
        database: isDatabaseUp,
        realtime: options.isListening(),
      });
    },
  };
}

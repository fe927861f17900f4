import { AppError } from "#server/platform/errors.ts";
import type { Route } from "../exchange.ts";
import { mayReadMetrics, type Metrics } from "../metrics.ts";

export function metricsRoute(metrics: Metrics, token: string | undefined): Route {
  return {
    name: "metrics",
    path: "/metrics",
    methods: ["GET"],
    maxBodyBytes: 0,
    async handle({ request, response }) {
      if (!mayReadMetrics(request, token)) throw new AppError("NOT_FOUND", "There is nothing here.");
      const { contentType, text } = await metrics.read();
      response.writeHead(200, { "Content-Type": contentType, "Cache-Control": "no-store" });
      response.end(text);
    },
  };
}

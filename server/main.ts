process.env.NEXT_TELEMETRY_DISABLED ??= "1";

import { readEnvironment } from "#server/platform/env.ts";
import { createLogger } from "#server/platform/logger.ts";
import { endInOrder } from "#server/platform/end-in-order.ts";
import { PORT_IN_USE_EXIT_CODE } from "#server/web/exit-codes.ts";
import { PortInUse } from "#server/web/listen.ts";
import { startWeb } from "#server/web/start-web.ts";

const environment = readEnvironment();
const logger = createLogger(environment, "web");

try {
  const web = await startWeb({ environment, logger });
  endInOrder({ close: web.close, logger, isSupervised: environment.STRATA_SUPERVISED });
  const { url, port } = web;
  process.stdout.write(`${JSON.stringify({ ready: "web", url, port, pid: process.pid })}\n`);
} catch (error) {
  if (error instanceof PortInUse) {
    process.stderr.write(`${error.message}\n`);
    process.exit(PORT_IN_USE_EXIT_CODE);
  }
  logger.fatal({ err: error }, "the web process could not start");
  process.exit(1);
}

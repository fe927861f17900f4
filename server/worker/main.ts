import { endInOrder } from "#server/platform/end-in-order.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { createLogger } from "#server/platform/logger.ts";
import { startWorker } from "./start-worker.ts";

const environment = readEnvironment();
const logger = createLogger(environment, "worker");

try {
  const worker = await startWorker({ environment, logger });
  endInOrder({ close: worker.close, logger, isSupervised: environment.STRATA_SUPERVISED });
  process.stdout.write(`${JSON.stringify({ ready: "worker", id: worker.id, pid: process.pid })}\n`);
} catch (error) {
  logger.fatal({ err: error }, "the worker could not start");
  process.exit(1);
}

import { pino, type DestinationStream, type Logger } from "pino";
import type { Environment } from "./env.ts";
import { errorForLog } from "./error-for-log.ts";

export type { Logger };

/** JSON lines on stderr, so that stdout stays free for what a program is asked for. */
export function createLogger(
  environment: Pick<Environment, "LOG_LEVEL">,
  name: string,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino(
    {
      name,
      level: environment.LOG_LEVEL,
      serializers: { err: errorForLog },
      redact: ["req.headers.cookie", "req.headers.authorization", "password"],
    },
    destination,
  );
}

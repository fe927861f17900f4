import { pino, type Logger } from "pino";
import type { Environment } from "./env.ts";

export type { Logger };

/** JSON lines on stderr, so that stdout stays free for what a program is asked for. */
export function createLogger(environment: Pick<Environment, "LOG_LEVEL">, name: string): Logger {
  return pino(
    {
      name,
      level: environment.LOG_LEVEL,
      redact: ["req.headers.cookie", "req.headers.authorization", "password"],
    },
    pino.destination(2),
  );
}

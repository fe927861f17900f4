import type { Logger } from "./logger.ts";

type EndOptions = {
  close: () => Promise<void>;
  logger: Logger;
  /** Whoever started us holds our stdin: when it closes, nobody is left to want us. */
  isSupervised: boolean;
  /** After which the process ends even if `close` does not. */
  limitMs?: number;
};

const LIMIT_MS = 8_000;

/** Ends the process in order on SIGTERM, SIGINT, or when its supervisor is gone; at once when told a second time. */
export function endInOrder(options: EndOptions): void {
  const { logger } = options;
  let isEnding = false;

  async function end(reason: string): Promise<void> {
    if (isEnding) {
      if (reason === "SIGINT") process.exit(130);
      return;
    }
    isEnding = true;
    logger.info({ reason }, "ending");
    setTimeout(() => {
      logger.warn("ending took too long and was cut short");
      process.exit(1);
    }, options.limitMs ?? LIMIT_MS).unref();
    await options.close();
    process.exit(0);
  }

  process.on("SIGTERM", () => void end("SIGTERM"));
  process.on("SIGINT", () => void end("SIGINT"));
  if (options.isSupervised) {
    process.stdin.resume();
    process.stdin.once("end", () => void end("supervisor gone"));
    process.stdin.once("close", () => void end("supervisor gone"));
    process.stdin.once("error", () => void end("supervisor gone"));
  }
}

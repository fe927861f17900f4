import type { Logger } from "./logger.ts";

type Closer = () => Promise<unknown>;

export type Closers = {
  add: (name: string, close: Closer) => void;
  /** Ends all, the last added first, each only when the one before has ended. */
  closeAll: () => Promise<void>;
};

export function createClosers(logger: Logger): Closers {
  const closers: { name: string; close: Closer }[] = [];
  return {
    add: (name, close) => void closers.push({ name, close }),
    async closeAll() {
      for (const { name, close } of closers.splice(0).toReversed()) {
        await close().catch((error: unknown) => logger.error({ err: error, name }, "could not be ended"));
      }
    },
  };
}

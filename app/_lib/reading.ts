import type { AsyncLocalStorage } from "node:async_hooks";
import { READING } from "#server/contract/reading.ts";
import type { Reading } from "#server/api/reading.ts";

type Shared = typeof globalThis & { [READING]?: AsyncLocalStorage<Reading> };

/** For whom the server renders now; null where it renders for anybody, as for the router in the browser. */
export function currentReading(): Reading | null {
  return (globalThis as Shared)[READING]?.getStore() ?? null;
}

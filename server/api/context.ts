import type { Actor, ServiceDeps } from "#server/services/context.ts";

/** What every procedure is given. */
export type ApiContext = {
  requestId: string;
  /** Null for who is not signed in. */
  actor: Actor | null;
  deps: ServiceDeps;
};

import type { createAuthMiddleware } from "better-auth/api";

/** What better-auth hands its hooks. */
export type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Environment } from "#server/platform/env.ts";
import { madeOnceFile } from "#server/platform/made-once-file.ts";

/** What sessions are signed with: the environment's, else one that is made once and kept in STRATA_HOME. */
export function authSecret({
  BETTER_AUTH_SECRET,
  STRATA_HOME,
}: Pick<Environment, "BETTER_AUTH_SECRET" | "STRATA_HOME">): string {
  if (BETTER_AUTH_SECRET !== undefined) return BETTER_AUTH_SECRET;
  return madeOnceFile(join(STRATA_HOME, "auth-secret"), () => randomBytes(32).toString("base64url"));
}

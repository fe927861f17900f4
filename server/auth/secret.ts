import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "#server/platform/env.ts";

/** What sessions are signed with: the environment's, else one that is made once and kept in STRATA_HOME. */
export function authSecret({
  BETTER_AUTH_SECRET,
  STRATA_HOME,
}: Pick<Environment, "BETTER_AUTH_SECRET" | "STRATA_HOME">): string {
  if (BETTER_AUTH_SECRET !== undefined) return BETTER_AUTH_SECRET;
  const file = join(STRATA_HOME, "auth-secret");
  mkdirSync(STRATA_HOME, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
  try {
    // Only the first of several processes puts its own there.
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(file, "utf8");
}

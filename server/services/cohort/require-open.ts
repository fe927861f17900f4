import { AppError } from "#server/platform/errors.ts";
import type { Membership } from "./require-member.ts";

/** @throws AppError CONFLICT where the cohort is archived: it is looked at, and nothing new is made in it. */
export function requireOpen({ archivedAt, cohortName }: Membership): void {
  if (archivedAt === null) return;
  throw new AppError(
    "CONFLICT",
    `“${cohortName}” is archived: what is in it can be looked at and copied out, and nothing new is made. An instructor can open it again.`,
  );
}

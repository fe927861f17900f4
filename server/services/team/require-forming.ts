import type { Teamwork } from "#models/teams/teamwork.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Membership } from "../cohort/require-member.ts";

/** @throws AppError FORBIDDEN for an assistant, and for a learner where an instructor makes the teams. */
export function requireForming({ role }: Pick<Membership, "role">, { isByLearners }: Teamwork): void {
  if (role === "instructor" || (role === "learner" && isByLearners)) return;
  throw new AppError("FORBIDDEN", "Who is in which team is for an instructor to say here.");
}

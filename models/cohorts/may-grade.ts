import type { CohortRole } from "./role.ts";

/** Who judges what learners hand in, and sees it. All else that instructors do is theirs. */
export function mayGrade(role: CohortRole): boolean {
  return role !== "learner";
}

/** Nobody but an instructor judges their own work, or sees what others think of it before it is released. */
export function mayGradeThis(role: CohortRole, isMine: boolean): boolean {
  return role === "instructor" || (role === "assistant" && !isMine);
}

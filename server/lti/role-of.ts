import type { CohortRole } from "#models/cohorts/role.ts";

const MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership";
const RANK = { learner: 0, assistant: 1, instructor: 2 } as const satisfies Record<CohortRole, number>;

/** Of roles in the course: a role in the institution or of the platform's own gives nobody anything here. */
const ROLES: Record<string, CohortRole> = {
  [`${MEMBERSHIP}#Learner`]: "learner",
  [`${MEMBERSHIP}/Learner#Learner`]: "learner",
  [`${MEMBERSHIP}/Learner#NonCreditLearner`]: "learner",
  [`${MEMBERSHIP}#Instructor`]: "instructor",
  [`${MEMBERSHIP}/Instructor#PrimaryInstructor`]: "instructor",
  [`${MEMBERSHIP}/Instructor#Lecturer`]: "instructor",
  // The short names of the standard's appendix A.2.3.
  Learner: "learner",
  Instructor: "instructor",
};

/** It stands beside #Instructor in a token, and means less than that. */
const ASSISTANT = new RegExp(
  `^(?:${MEMBERSHIP}/Instructor#(?:TeachingAssistant|TeachingAssistantGroup|TeachingAssistantOffering|TeachingAssistantSection|TeachingAssistantSectionAssociation|TeachingAssistantTemplate|Grader)|TeachingAssistant)$`,
);

/** What the roles of a token come to, held to the most that the registration gives; null for none that we know. */
export function roleOf(roles: readonly string[], highest: CohortRole): CohortRole | null {
  const known = roles.flatMap((role) => (Object.hasOwn(ROLES, role) ? [ROLES[role] ?? "learner"] : []));
  const isAssistant = roles.some((role) => ASSISTANT.test(role));
  const asked = isAssistant ? "assistant" : known.includes("instructor") ? "instructor" : known[0];
  if (asked === undefined) return null;
  return RANK[asked] <= RANK[highest] ? asked : highest;
}

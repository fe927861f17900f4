import type { CohortRole } from "#models/cohorts/role.ts";

export type DemoAccount = { email: string; name: string; role: CohortRole };

/** Nobody else's: sign-up takes no address here. */
export const DEMO_DOMAIN = "strata.local";

export const DEMO_INSTRUCTOR: DemoAccount = {
  email: `instructor@${DEMO_DOMAIN}`,
  name: "Demo Instructor",
  role: "instructor",
};

export const DEMO_LEARNERS: readonly DemoAccount[] = [
  { email: `learner1@${DEMO_DOMAIN}`, name: "Learner One", role: "learner" },
  { email: `learner2@${DEMO_DOMAIN}`, name: "Learner Two", role: "learner" },
  { email: `learner3@${DEMO_DOMAIN}`, name: "Learner Three", role: "learner" },
];

export const DEMO_EMAILS: readonly string[] = [DEMO_INSTRUCTOR, ...DEMO_LEARNERS].map(({ email }) => email);

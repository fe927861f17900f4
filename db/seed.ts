import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { cohort, cohortMember, design, user } from "#db/schema/index.ts";
import { PRESETS } from "#models/presets/index.ts";
import type { Auth } from "#server/auth/auth.ts";
import type { CohortRole } from "#server/contract/cohort.ts";

type DemoAccount = { email: string; name: string; role: CohortRole };

export type Demo = {
  cohortName: string;
  joinCode: string;
  password: string;
  accounts: readonly DemoAccount[];
};

type SeedOptions = {
  db: Database;
  /** Makes the accounts, so that passwords are hashed as at any sign-up. */
  auth: Auth;
  /** For a new cohort, as it is stored. */
  joinCode: string;
};

const COHORT_NAME = "Computer Vision 101";
const PASSWORD = "strata-demo";
const INSTRUCTOR: DemoAccount = {
  email: "instructor@strata.local",
  name: "Demo Instructor",
  role: "instructor",
};
const LEARNERS: readonly DemoAccount[] = [
  { email: "learner1@strata.local", name: "Learner One", role: "learner" },
  { email: "learner2@strata.local", name: "Learner Two", role: "learner" },
  { email: "learner3@strata.local", name: "Learner Three", role: "learner" },
];

/** A cohort to look around in: an instructor, three learners, a design each. What is there already stays as it is. */
export async function seedDemo({ db, auth, joinCode }: SeedOptions): Promise<Demo> {
  const instructorId = await ensureAccount(db, auth, INSTRUCTOR);
  const learnerIds: string[] = [];
  for (const learner of LEARNERS) learnerIds.push(await ensureAccount(db, auth, learner));
  const seeded = await ensureCohort(db, { instructorId, learnerIds, joinCode });
  const accounts = [INSTRUCTOR, ...LEARNERS];
  return { cohortName: seeded.name, joinCode: seeded.joinCode, password: PASSWORD, accounts };
}

async function ensureAccount(db: Database, auth: Auth, account: DemoAccount): Promise<string> {
  const [existing] = await db.select({ id: user.id }).from(user).where(eq(user.email, account.email));
  if (existing !== undefined) return existing.id;
  const { email, name } = account;
  const created = await auth.api.signUpEmail({ body: { email, name, password: PASSWORD } });
  return created.user.id;
}

type CohortSeed = { instructorId: string; learnerIds: readonly string[]; joinCode: string };

/** The whole cohort or none of it. One that has been changed since, or emptied, is left alone. */
async function ensureCohort(db: Database, { instructorId, learnerIds, joinCode }: CohortSeed) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('seed', 0))`);
    const [existing] = await tx
      .select()
      .from(cohort)
      .where(eq(cohort.createdBy, instructorId))
      .orderBy(cohort.createdAt)
      .limit(1);
    if (existing !== undefined) return existing;
    const [created] = await tx
      .insert(cohort)
      .values({ name: COHORT_NAME, joinCode, createdBy: instructorId })
      .returning();
    if (created === undefined) throw new Error("The demo cohort did not come back");
    const cohortId = created.id;
    await tx
      .insert(cohortMember)
      .values([
        { cohortId, userId: instructorId, role: "instructor" },
        ...learnerIds.map((userId) => ({ cohortId, userId, role: "learner" as const })),
      ]);
    await tx.insert(design).values(
      learnerIds.flatMap((ownerId, index) => {
        const preset = PRESETS[index % PRESETS.length];
        if (preset === undefined) return [];
        return [{ cohortId, ownerId, name: preset.title, graph: preset.graph, isShared: true }];
      }),
    );
    return created;
  });
}

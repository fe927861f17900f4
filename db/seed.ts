import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { cohort, cohortMember, design, user } from "#db/schema/index.ts";
import { outlineOf } from "#models/graph/outline.ts";
import { PRESETS } from "#models/presets/index.ts";
import type { Auth } from "#server/auth/auth.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { DEMO_INSTRUCTOR, DEMO_LEARNERS, type DemoAccount } from "./demo-accounts.ts";

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

/** A cohort to look around in: an instructor, three learners, a design each. What is there already stays as it is. */
export async function seedDemo({ db, auth, joinCode }: SeedOptions): Promise<Demo> {
  const accounts = [DEMO_INSTRUCTOR, ...DEMO_LEARNERS];
  const { password: hashing } = await auth.$context;
  const hash = await hashing.hash(DEMO_PASSWORD);
  const ids: string[] = [];
  for (const account of accounts) ids.push(await ensureAccount(db, auth, { ...account, hash }));
  const [instructorId = "", ...learnerIds] = ids;
  const seeded = await ensureCohort(db, { instructorId, learnerIds, joinCode });
  return { cohortName: seeded.name, joinCode: seeded.joinCode, password: DEMO_PASSWORD, accounts };
}

type AccountSeed = DemoAccount & { hash: string };

/** Open, and with the password that the start prints, whatever was done to it before. */
async function ensureAccount(db: Database, auth: Auth, { email, name, hash }: AccountSeed): Promise<string> {
  const { internalAdapter } = await auth.$context;
  const [existing] = await db
    .update(user)
    .set({ disabledAt: null })
    .where(eq(user.email, email))
    .returning({ id: user.id });
  const source = { method: "email-password" };
  const { id: userId } =
    existing ?? (await internalAdapter.createUser({ email, name, emailVerified: false }, source));
  const own = await internalAdapter.findCredentialAccount(userId);
  if (own !== null) await internalAdapter.updateAccount(own.id, { password: hash });
  else {
    await internalAdapter.linkAccount({
      userId,
      accountId: userId,
      providerId: "credential",
      password: hash,
    });
  }
  return userId;
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
        return [
          {
            cohortId,
            ownerId,
            name: preset.title,
            graph: preset.graph,
            outline: outlineOf(preset.graph),
            isShared: true,
          },
        ];
      }),
    );
    return created;
  });
}

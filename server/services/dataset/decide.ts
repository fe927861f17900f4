import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, cohortDataset, cohortMember, dataset } from "#db/schema/index.ts";
import type {
  LetLearnersAddInput,
  SetDefaultDatasetInput,
  UseDatasetInput,
} from "#server/contract/dataset.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findDataset, requireUsable } from "./find.ts";

/**
 * An instructor takes a dataset into use, or out of it: one that the cohort sees, or of another cohort that they teach.
 * What was trained on it stays.
 */
export async function useDataset(ctx: ServiceContext, input: UseDatasetInput): Promise<void> {
  const { cohortId, datasetId, isUsed } = input;
  await requireInstructor(ctx, cohortId);
  if (!(isUsed && (await isTaughtElsewhere(ctx, datasetId)))) await findDataset(ctx, input);
  await ctx.db.transaction(async (tx) => {
    const decided = { isUsed, decidedBy: ctx.actor.id, ...(isUsed ? {} : { isDefault: false }) };
    await tx
      .insert(cohortDataset)
      .values({ cohortId, datasetId, ...decided })
      .onConflictDoUpdate({ target: [cohortDataset.cohortId, cohortDataset.datasetId], set: decided });
    await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
  });
}

async function isTaughtElsewhere({ db, actor }: ServiceContext, datasetId: string): Promise<boolean> {
  const rows = await db
    .select({ id: dataset.id })
    .from(dataset)
    .innerJoin(
      cohortMember,
      and(
        eq(cohortMember.cohortId, dataset.cohortId),
        eq(cohortMember.userId, actor.id),
        eq(cohortMember.role, "instructor"),
      ),
    )
    .where(eq(dataset.id, datasetId));
  return rows.length > 0;
}

/** What new designs and the board of a cohort are for. */
export async function setDefaultDataset(ctx: ServiceContext, input: SetDefaultDatasetInput): Promise<void> {
  const { cohortId, datasetId } = input;
  await requireInstructor(ctx, cohortId);
  if (datasetId !== null) {
    const { visibility } = await requireUsable(ctx, { cohortId, datasetId });
    if (visibility === "owner") {
      throw new AppError("CONFLICT", "Let the whole cohort use the dataset before it is everybody's default");
    }
  }
  await ctx.db.transaction(async (tx) => {
    await lockCohort(tx, cohortId);
    await tx
      .update(cohortDataset)
      .set({ isDefault: false })
      .where(and(eq(cohortDataset.cohortId, cohortId), eq(cohortDataset.isDefault, true)));
    if (datasetId !== null) {
      const decided = { isUsed: true, isDefault: true, decidedBy: ctx.actor.id };
      await tx
        .insert(cohortDataset)
        .values({ cohortId, datasetId, ...decided })
        .onConflictDoUpdate({ target: [cohortDataset.cohortId, cohortDataset.datasetId], set: decided });
    }
    await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
  });
}

/** Of two instructors who choose at the same time the second has the last word. */
async function lockCohort(tx: Transaction, cohortId: string): Promise<void> {
  await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.id, cohortId)).for("update");
}

/** Whether learners may add datasets of their own. */
export async function letLearnersAdd(
  ctx: ServiceContext,
  { cohortId, isLet }: LetLearnersAddInput,
): Promise<void> {
  await requireInstructor(ctx, cohortId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(cohort).set({ learnersMayAddDatasets: isLet }).where(eq(cohort.id, cohortId));
    await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
  });
}

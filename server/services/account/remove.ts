import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import {
  cohort,
  competitionEntry,
  dataset,
  datasetVersion,
  design,
  run,
  submission,
  submissionMember,
  teamMember,
  user,
} from "#db/schema/index.ts";
import { FORMER_MEMBER } from "#server/contract/former-member.ts";
import { AppError } from "#server/platform/errors.ts";
import { deleteCohort } from "../cohort/delete-cohort.ts";
import { deleteMembership } from "../cohort/delete-membership.ts";
import { removeLitter, together, type Litter } from "../cohort/remove-litter.ts";
import { lockCohort } from "../cohort/require-instructor-left.ts";
import type { ServiceDeps } from "../context.ts";
import { notify } from "../notify.ts";
import { cohortFates, isUnusedAndPrivate } from "./what-stays.ts";

type Deps = Pick<ServiceDeps, "db" | "jobs" | "files" | "datasets" | "logger">;

/**
 * Deletes a person: account, sessions, what they shared with nobody, cohorts that they are alone in. What a cohort that
 * stays has seen of them, runs and shared designs, stays there under no name.
 * @throws AppError CONFLICT where a cohort would be left without an instructor.
 */
export async function removePerson(deps: Deps, userId: string): Promise<void> {
  const litter = await deps.db.transaction(async (tx) => {
    // A run or a cohort that is being made meanwhile is waited for, or finds nobody to belong to.
    await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("update");
    for (const { id } of sortedById(await cohortFates(tx, userId))) await lockCohort(tx, id);
    const fates = await cohortFates(tx, userId);
    requireNoneBlocked(fates);
    const litters: Litter[] = [];
    for (const { id: cohortId, fate } of sortedById(fates)) {
      if (fate === "left") await deleteMembership(deps, tx, { cohortId, userId });
      else litters.push(await deleteCohort(deps, tx, cohortId));
    }
    litters.push({ keys: [], versionIds: await deletePrivateDatasets(tx, userId) });
    await keepUnderNoName(tx, userId);
    await tx.delete(user).where(eq(user.id, userId));
    await notify(tx, { kind: "access", userId });
    return together(litters);
  });
  await removeLitter(deps, litter);
}

/** In one order for all, so that no two wait for each other. */
const sortedById = <T extends { id: string }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

function requireNoneBlocked(fates: Awaited<ReturnType<typeof cohortFates>>): void {
  const names = fates.filter(({ fate }) => fate === "blocked").map(({ name }) => `“${name}”`);
  if (names.length === 0) return;
  throw new AppError(
    "CONFLICT",
    `You are the only instructor of ${names.join(", ")}. Make somebody else an instructor there, or delete the cohort.`,
  );
}

async function deletePrivateDatasets(tx: Transaction, userId: string): Promise<string[]> {
  const versions = await tx
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(isUnusedAndPrivate(userId));
  await tx.delete(dataset).where(isUnusedAndPrivate(userId));
  return versions.map(({ id }) => id);
}

/** An account that nobody can sign in to and that leads back to nobody, where there is anything to keep. */
async function keepUnderNoName(tx: Transaction, userId: string): Promise<void> {
  const { rows } = await tx.execute<{ isKept: boolean }>(sql`select
    exists (select from run where started_by = ${userId})
    or exists (select from submission where user_id = ${userId})
    or exists (select from submission_member where user_id = ${userId})
    or exists (select from competition_entry where user_id = ${userId})
    or exists (select from design where owner_id = ${userId} and is_shared)
    or exists (select from cohort where created_by = ${userId}) as "isKept"`);
  if (rows[0]?.isKept !== true) return;
  const id = randomUUID();
  const email = `${id}@gone.invalid`;
  await tx.insert(user).values({ id, name: FORMER_MEMBER, email, disabledAt: new Date() });
  await tx.update(run).set({ startedBy: id }).where(eq(run.startedBy, userId));
  await tx.update(submission).set({ userId: id }).where(eq(submission.userId, userId));
  await tx.update(competitionEntry).set({ userId: id }).where(eq(competitionEntry.userId, userId));
  await tx.update(submissionMember).set({ userId: id }).where(eq(submissionMember.userId, userId));
  await tx.update(teamMember).set({ userId: id }).where(eq(teamMember.userId, userId));
  await tx
    .update(design)
    .set({ ownerId: id })
    .where(and(eq(design.ownerId, userId), eq(design.isShared, true)));
  await tx.update(cohort).set({ createdBy: id }).where(eq(cohort.createdBy, userId));
}

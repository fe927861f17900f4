import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { deleteCohort } from "./delete-cohort.ts";
import { removeLitter } from "./remove-litter.ts";
import { requireInstructor } from "./require-member.ts";

type RemoveCohortInput = { cohortId: string; name: string };

/** Deletes a cohort for everybody in it. Its name, typed once more, says that it is meant. */
export async function removeCohort(
  ctx: ServiceContext,
  { cohortId, name }: RemoveCohortInput,
): Promise<void> {
  const { cohortName } = await requireInstructor(ctx, cohortId);
  if (name !== cohortName) {
    throw new AppError("INVALID_INPUT", `Type the cohort's name as it is, “${cohortName}”.`);
  }
  await removeLitter(ctx, await ctx.db.transaction((tx) => deleteCohort(ctx, tx, cohortId)));
}

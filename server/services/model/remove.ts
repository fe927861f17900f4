import { eq } from "drizzle-orm";
import { broughtModel } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { findModel, removeModel } from "#server/vision/model-store.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

/**
 * Deletes a network that the cohort has brought.
 * @throws AppError FORBIDDEN for one of another cohort or of the terminal; NOT_FOUND where it is not here.
 */
export async function removeCohortModel(
  ctx: ServiceContext,
  { cohortId, name }: { cohortId: string; name: string },
): Promise<void> {
  await requireInstructor(ctx, cohortId);
  const model = await findModel(ctx.files, name);
  if (model === null) throw new AppError("NOT_FOUND", "There is no such model.");
  if (model.cohortId !== cohortId) {
    throw new AppError(
      "FORBIDDEN",
      "Another cohort brought this model, or whoever keeps the server: they delete it.",
    );
  }
  await ctx.db.delete(broughtModel).where(eq(broughtModel.name, name));
  await removeModel(ctx.files, name);
  await notify(ctx.db, { kind: "cohort", cohortId, topic: "models" });
}

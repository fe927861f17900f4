import { eq } from "drizzle-orm";
import { cohort } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { requireInstructor } from "./require-member.ts";

export async function renameCohort(
  ctx: ServiceContext,
  input: { cohortId: string; name: string },
): Promise<void> {
  await requireInstructor(ctx, input.cohortId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(cohort).set({ name: input.name }).where(eq(cohort.id, input.cohortId));
    await notify(tx, { kind: "cohort", cohortId: input.cohortId, topic: "members" });
  });
}

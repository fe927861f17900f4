import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { createJoinCode, formatJoinCode } from "./join-code.ts";
import { requireInstructor } from "./require-member.ts";

/** The old code lets nobody in any more. */
export async function rotateJoinCode(ctx: ServiceContext, cohortId: string): Promise<{ joinCode: string }> {
  await requireInstructor(ctx, cohortId);
  return { joinCode: await ctx.db.transaction((tx) => setNewJoinCode(tx, cohortId)) };
}

export async function setNewJoinCode(tx: Transaction, cohortId: string): Promise<string> {
  const joinCode = createJoinCode();
  await tx.update(cohort).set({ joinCode }).where(eq(cohort.id, cohortId));
  await notify(tx, { kind: "cohort", cohortId, topic: "members" });
  return formatJoinCode(joinCode);
}

import { invitation } from "#db/schema/index.ts";
import type { RosterInput } from "#server/contract/roster.ts";
import { AppError } from "#server/platform/errors.ts";
import { createInvitationCode } from "../cohort/join-code.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { previewRoster } from "./preview.ts";

/** Makes a link for each person of a roster who has none and is not there yet. The same roster again makes no more. */
export async function inviteRoster(ctx: ServiceContext, input: RosterInput): Promise<{ invited: number }> {
  const { cohortId } = input;
  return ctx.db.transaction(async (tx) => {
    requireOpen(await requireInstructor({ db: tx, actor: ctx.actor }, cohortId));
    const { people, problems } = await previewRoster({ db: tx, actor: ctx.actor }, input);
    if (people.length === 0 && problems[0] !== undefined) {
      throw new AppError("INVALID_INPUT", `Line ${problems[0].line}: ${problems[0].message}`);
    }
    const fresh = people.filter(({ standing }) => standing === "new");
    if (fresh.length === 0) return { invited: 0 };
    const made = await tx
      .insert(invitation)
      .values(fresh.map(({ name, email }) => ({ cohortId, name, email, code: createInvitationCode() })))
      .onConflictDoNothing()
      .returning({ id: invitation.id });
    await notify(tx, { kind: "cohort", cohortId, topic: "members" });
    return { invited: made.length };
  });
}

import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Queryable } from "#db/client.ts";
import { passwordLink, user, verification } from "#db/schema/index.ts";
import { isNoAddress } from "#server/contract/account-address.ts";
import { PASSWORD_LINK_HOURS, type PasswordLink } from "#server/contract/password-link.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { mayMakeLink, NO_LINK } from "./may-make-link.ts";

const HOUR_MS = 60 * 60 * 1000;

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");

/** As better-auth keeps what it will accept at /reset-password, `storeIdentifier` being "hashed". */
const identifierOf = (token: string) => hashOf(`reset-password:${token}`);

/**
 * Makes the one link by which a learner of the actor's can set a new password; those made before hold no longer.
 * @throws AppError FORBIDDEN where the actor would get at more than their own cohorts by it.
 */
export async function makeResetLink(
  ctx: ServiceContext,
  { cohortId, userId }: { cohortId: string; userId: string },
): Promise<PasswordLink> {
  await requireInstructor(ctx, cohortId);
  if (ctx.sendsMail && !(await isWithoutAddress(ctx.db, userId))) {
    const message = "This site sends mail: the learner asks for a new password on the page Sign in.";
    throw new AppError("FORBIDDEN", message);
  }
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(Date.now() + PASSWORD_LINK_HOURS * HOUR_MS);
  await ctx.db.transaction(async (tx) => {
    // Two at the same time take turns, and the later one's holds.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`link:${userId}`}, 0))`);
    if (!(await mayMakeLink(tx, { makerId: ctx.actor.id, userId, cohortId }))) {
      throw new AppError("FORBIDDEN", NO_LINK);
    }
    await tx.delete(verification).where(eq(verification.value, userId));
    const id = hashOf(token);
    await tx.insert(verification).values({ id, identifier: identifierOf(token), value: userId, expiresAt });
    // What stays of a link that was never followed is the newest.
    await tx
      .delete(passwordLink)
      .where(
        and(
          eq(passwordLink.userId, userId),
          eq(passwordLink.madeBy, ctx.actor.id),
          isNull(passwordLink.usedAt),
        ),
      );
    await tx.insert(passwordLink).values({ tokenHash: id, userId, madeBy: ctx.actor.id });
  });
  ctx.logger.info({ userId, madeBy: ctx.actor.id, cohortId }, "a link for a new password was made");
  return { token, expiresAt: expiresAt.toISOString() };
}

/** No letter reaches who came by a learning platform. */
async function isWithoutAddress(db: Queryable, userId: string): Promise<boolean> {
  const [found] = await db.select({ email: user.email }).from(user).where(eq(user.id, userId));
  return found !== undefined && isNoAddress(found.email);
}

/**
 * False for a link that must not be followed any more: whoever made it could not make it now. What came by mail, and what
 * is no link at all, is not for us to say.
 */
export async function isLinkHeld(db: Database, token: string): Promise<boolean> {
  const [link] = await db
    .select({ userId: passwordLink.userId, makerId: passwordLink.madeBy })
    .from(passwordLink)
    .where(eq(passwordLink.tokenHash, hashOf(token)));
  if (link === undefined) return true;
  return link.makerId !== null && (await mayMakeLink(db, { ...link, makerId: link.makerId }));
}

export async function noteLinkUsed(db: Queryable, token: string): Promise<void> {
  await db
    .update(passwordLink)
    .set({ usedAt: sql`now()` })
    .where(and(eq(passwordLink.tokenHash, hashOf(token)), isNull(passwordLink.usedAt)));
}

import { and, count, eq } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { ltiPerson, ltiPlatform } from "#db/schema/index.ts";
import type { ChangePlatformInput, PlatformFields, RegisterPlatformInput } from "#server/contract/lti.ts";
import { problemOf } from "#server/lti/ask-outside.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findOwnPlatform } from "./find.ts";

const MAX_PLATFORMS = 10;

/** Registers a platform for a cohort. The same once more answers with what is there already. */
export async function registerPlatform(
  ctx: ServiceContext,
  { cohortId, ...fields }: RegisterPlatformInput,
): Promise<{ id: string }> {
  requireOpen(await requireInstructor(ctx, cohortId));
  requireAddresses(ctx, fields);
  return ctx.db.transaction(async (tx) => {
    const before = await idOf(tx, cohortId, fields);
    if (before !== null) return { id: before };
    const [own] = await tx
      .select({ count: count() })
      .from(ltiPlatform)
      .where(eq(ltiPlatform.cohortId, cohortId));
    if ((own?.count ?? 0) >= MAX_PLATFORMS) {
      throw new AppError("QUOTA_EXCEEDED", `A cohort has at most ${MAX_PLATFORMS} learning platforms.`);
    }
    const [made] = await tx
      .insert(ltiPlatform)
      .values({ cohortId, createdBy: ctx.actor.id, ...fields })
      .onConflictDoNothing()
      .returning({ id: ltiPlatform.id });
    const id = made?.id ?? (await idOf(tx, cohortId, fields));
    if (id === null) throw new Error("A platform was neither made nor there");
    await notify(tx, { kind: "cohort", cohortId, topic: "members" });
    return { id };
  });
}

/** Changes what is registered. Once somebody has come by it, it stays the same platform. */
export async function changePlatform(
  ctx: ServiceContext,
  { platformId, ...fields }: ChangePlatformInput,
): Promise<void> {
  const { row } = await findOwnPlatform(ctx, platformId);
  requireAddresses(ctx, fields);
  await ctx.db.transaction(async (tx) => {
    await tx
      .select({ id: ltiPlatform.id })
      .from(ltiPlatform)
      .where(eq(ltiPlatform.id, platformId))
      .for("update");
    if (fields.issuer !== row.issuer || fields.clientId !== row.clientId) {
      await requireStillNobodys(tx, row, fields);
    }
    await tx.update(ltiPlatform).set(fields).where(eq(ltiPlatform.id, platformId));
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "members" });
  });
}

/** With it go its courses, links, connections and scores that were not sent. People, their work and grades stay. */
export async function removePlatform(ctx: ServiceContext, platformId: string): Promise<void> {
  const { row } = await findOwnPlatform(ctx, platformId);
  await ctx.db.transaction(async (tx) => {
    await tx.delete(ltiPlatform).where(eq(ltiPlatform.id, platformId));
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "members" });
  });
}

/** @throws AppError INVALID_INPUT once somebody has come by it, CONFLICT where that one is registered by itself. */
async function requireStillNobodys(
  tx: Transaction,
  { id, cohortId }: { id: string; cohortId: string },
  fields: PlatformFields,
): Promise<void> {
  if ((await tx.$count(ltiPerson, eq(ltiPerson.platformId, id))) > 0) {
    throw new AppError(
      "INVALID_INPUT",
      "Another issuer or client ID is another platform: people of this one would be taken for its. Register that one by itself.",
    );
  }
  if ((await idOf(tx, cohortId, fields)) !== null) {
    throw new AppError("CONFLICT", "This issuer and client ID are registered here already.");
  }
}

async function idOf(
  db: Queryable,
  cohortId: string,
  { issuer, clientId }: Pick<PlatformFields, "issuer" | "clientId">,
): Promise<string | null> {
  const [found] = await db
    .select({ id: ltiPlatform.id })
    .from(ltiPlatform)
    .where(
      and(
        eq(ltiPlatform.cohortId, cohortId),
        eq(ltiPlatform.issuer, issuer),
        eq(ltiPlatform.clientId, clientId),
      ),
    );
  return found?.id ?? null;
}

/** Told where they are typed; when they are asked, what their names lead to is looked at as well. */
function requireAddresses({ lti }: Pick<ServiceContext, "lti">, fields: PlatformFields): void {
  const named = [
    ["Authentication request URL", fields.authUrl],
    ["Access token URL", fields.tokenUrl],
    ["Public keyset URL", fields.jwksUrl],
  ] as const;
  for (const [name, address] of named) {
    const problem = problemOf(new URL(address), lti.allowsPrivate);
    if (problem !== null) throw new AppError("INVALID_INPUT", `${name}: ${problem}`);
  }
}

import { createHash, randomBytes } from "node:crypto";
import { and, asc, eq, inArray, notExists, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { exercise, ltiContext, ltiLink, ltiNonce, ltiPlatform, ltiTicket } from "#db/schema/index.ts";
import type { LaunchTicket } from "#models/lti/ticket.ts";
import type { LaunchClaims } from "#server/lti/claims.ts";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import { STATE_SECONDS, type LoginState } from "#server/lti/login-state.ts";
import { CLAIM, SCOPE } from "#server/lti/names.ts";
import { roleOf } from "#server/lti/role-of.ts";
import type { ServiceDeps } from "../context.ts";
import { notify } from "../notify.ts";
import { exerciseIdIn } from "./exercise-id-in.ts";
import { shortName } from "./short-name.ts";

export type PlatformRow = typeof ltiPlatform.$inferSelect;

/** Until a person has decided who they are, or what is to be linked. */
export const TICKET_SECONDS = 30 * 60;
/** Longer than a login's state may live: nothing of it can come back later. */
const NONCE_SECONDS = 2 * STATE_SECONDS;
const MAX_COURSES = 200;

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");

/** @throws LaunchRefused PLATFORM where there is none, or it is switched off. */
export async function findPlatform(db: Queryable, platformId: string): Promise<PlatformRow> {
  const [row] = await db.select().from(ltiPlatform).where(eq(ltiPlatform.id, platformId));
  if (row !== undefined && row.isEnabled) return row;
  throw new LaunchRefused("PLATFORM", "the platform is not registered, or switched off");
}

type Deps = Pick<ServiceDeps, "db" | "lti" | "siteUrl">;

/**
 * Checks what a platform has sent a browser with, once. @returns a ticket for the way into the site.
 * @throws LaunchRefused
 */
export async function acceptLaunch(
  { db, lti, siteUrl }: Deps,
  { state, token }: { state: LoginState; token: string },
): Promise<{ ticketId: string; secret: string }> {
  const platform = await findPlatform(db, state.platformId);
  const claims = await lti.verifyLaunch({ platform, token }, state);
  await useNonce(db, `${platform.id} ${state.nonce}`);
  const role = roleOf(claims[CLAIM.roles], platform.highestRole);
  if (role === null) throw new LaunchRefused("ROLE", "none of the roles is one in a course");
  // Outside of the transaction below: an instructor is to see whence somebody came who was not let in.
  const course = await noteCourse(db, platform, claims);
  if (!course.isAllowed) throw new LaunchRefused("COURSE", "no instructor has allowed the course");
  return db.transaction(async (tx) => {
    const ask = await askOf(tx, { claims, course, platform, siteUrl });
    const { sub, email = null } = claims;
    const body: LaunchTicket = { who: { sub, name: nameIn(claims), email, role }, ask };
    const secret = randomBytes(32).toString("base64url");
    const [made] = await tx
      .insert(ltiTicket)
      .values({
        contextId: course.id,
        secretHash: hashOf(secret),
        body,
        expiresAt: sql`now() + make_interval(secs => ${TICKET_SECONDS})`,
      })
      .returning({ id: ltiTicket.id });
    if (made === undefined) throw new Error("The new ticket did not come back");
    return { ticketId: made.id, secret };
  });
}

/** What a ticket leads to; null for one that is not there any more, or another browser's. */
export async function findTicket(db: Queryable, ticketId: string, secret: string) {
  const [row] = await db
    .select({ ticket: ltiTicket, course: ltiContext, platform: ltiPlatform })
    .from(ltiTicket)
    .innerJoin(ltiContext, eq(ltiContext.id, ltiTicket.contextId))
    .innerJoin(ltiPlatform, eq(ltiPlatform.id, ltiContext.platformId))
    .where(
      and(
        eq(ltiTicket.id, ticketId),
        eq(ltiTicket.secretHash, hashOf(secret)),
        sql`${ltiTicket.expiresAt} > now()`,
        eq(ltiPlatform.isEnabled, true),
        eq(ltiContext.isAllowed, true),
      ),
    );
  return row === undefined ? null : { ...row, ticketId, ...row.ticket.body };
}
export type FoundTicket = NonNullable<Awaited<ReturnType<typeof findTicket>>>;

async function useNonce(db: Queryable, nonce: string): Promise<void> {
  const used = await db
    .insert(ltiNonce)
    .values({ hash: hashOf(nonce), expiresAt: sql`now() + make_interval(secs => ${NONCE_SECONDS})` })
    .onConflictDoNothing()
    .returning({ hash: ltiNonce.hash });
  if (used.length === 0) throw new LaunchRefused("REPLAYED", "the nonce was used already");
}

async function noteCourse(db: Queryable, platform: PlatformRow, claims: LaunchClaims) {
  const { id: contextId, title, label } = claims[CLAIM.context];
  const deploymentId = claims[CLAIM.deploymentId];
  const known = {
    title: shortName([title, label, contextId].find((each) => each !== undefined && each !== "") ?? "", 200),
    membershipsUrl: claims[CLAIM.memberships]?.context_memberships_url ?? null,
  };
  const isIt = and(
    eq(ltiContext.platformId, platform.id),
    eq(ltiContext.deploymentId, deploymentId),
    eq(ltiContext.contextId, contextId),
  );
  const [before] = await db.update(ltiContext).set(known).where(isIt).returning();
  if (before !== undefined) return before;
  await makeRoom(db, platform.id);
  await db
    .insert(ltiContext)
    .values({ platformId: platform.id, deploymentId, contextId, ...known })
    .onConflictDoNothing();
  const [made] = await db.select().from(ltiContext).where(isIt);
  if (made === undefined) throw new Error("The new course did not come back");
  await notify(db, { kind: "cohort", cohortId: platform.cohortId, topic: "members" });
  return made;
}

/** On many platforms anybody can make courses: those that nobody has let in go first, and none goes that has links. */
async function makeRoom(db: Queryable, platformId: string): Promise<void> {
  const isOwn = eq(ltiContext.platformId, platformId);
  if ((await db.$count(ltiContext, isOwn)) < MAX_COURSES) return;
  const links = db.select({ id: ltiLink.id }).from(ltiLink).where(eq(ltiLink.contextId, ltiContext.id));
  const oldest = db
    .select({ id: ltiContext.id })
    .from(ltiContext)
    .where(and(isOwn, eq(ltiContext.isAllowed, false), notExists(links)))
    .orderBy(asc(ltiContext.createdAt), asc(ltiContext.id))
    .limit(1);
  const gone = await db
    .delete(ltiContext)
    .where(inArray(ltiContext.id, oldest))
    .returning({ id: ltiContext.id });
  if (gone.length === 0) throw new LaunchRefused("COURSE", "the platform has too many courses");
}

type Of = { claims: LaunchClaims; course: { id: string }; platform: PlatformRow; siteUrl: string };

async function askOf(tx: Transaction, of: Of): Promise<LaunchTicket["ask"]> {
  const { claims } = of;
  if (CLAIM.deepLinkingSettings in claims) {
    const settings = claims[CLAIM.deepLinkingSettings];
    if (!settings.accept_types.includes("ltiResourceLink")) {
      throw new LaunchRefused("CLAIMS", "the platform takes no links here");
    }
    return {
      kind: "deep-linking",
      returnUrl: settings.deep_link_return_url,
      data: settings.data ?? null,
      acceptsMultiple: settings.accept_multiple ?? false,
    };
  }
  const resourceLinkId = claims[CLAIM.resourceLink].id;
  const endpoint = claims[CLAIM.gradeEndpoint];
  // Some platforms say nothing of a column where who launches has none in it. What was said of the link holds on then.
  const mayPost = endpoint?.scope.includes(SCOPE.score) === true;
  const column = mayPost ? { lineItemUrl: endpoint.lineitem ?? null } : {};
  const exerciseId = await noteLink(tx, of, { resourceLinkId, column });
  return { kind: "resource", resourceLinkId, exerciseId };
}

/** @returns the exercise that the link opens: as the launch says, or as it was before. */
async function noteLink(
  tx: Transaction,
  { claims, course, platform, siteUrl }: Of,
  { resourceLinkId, column }: { resourceLinkId: string; column: { lineItemUrl?: string | null } },
): Promise<string | null> {
  const asked = exerciseIdIn(siteUrl, {
    target: claims[CLAIM.targetLinkUri] ?? "",
    custom: claims[CLAIM.custom]?.["exercise"],
  });
  const [found] =
    asked === null
      ? []
      : await tx
          .select({ id: exercise.id })
          .from(exercise)
          .where(and(eq(exercise.id, asked), eq(exercise.cohortId, platform.cohortId)));
  const isIt = and(eq(ltiLink.contextId, course.id), eq(ltiLink.resourceLinkId, resourceLinkId));
  if (found === undefined) {
    const [before] = await tx.select({ exerciseId: ltiLink.exerciseId }).from(ltiLink).where(isIt);
    if (before === undefined) return null;
    if (column.lineItemUrl !== undefined) await tx.update(ltiLink).set(column).where(isIt);
    return before.exerciseId;
  }
  await tx
    .insert(ltiLink)
    .values({ contextId: course.id, resourceLinkId, exerciseId: found.id, ...column })
    .onConflictDoUpdate({
      target: [ltiLink.contextId, ltiLink.resourceLinkId],
      set: { exerciseId: found.id, ...column },
    });
  return found.id;
}

function nameIn({ name, given_name: given, family_name: family }: LaunchClaims): string | null {
  const parts = [given, family].filter((part) => part !== undefined && part !== "");
  const whole = name === undefined || name === "" ? parts.join(" ") : name;
  return whole === "" ? null : whole;
}

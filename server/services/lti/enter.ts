import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { cohort, cohortMember, invitation, ltiPerson, ltiTicket, user } from "#db/schema/index.ts";
import { mayGrade } from "#models/cohorts/may-grade.ts";
import { platformAddress } from "#server/contract/account-address.ts";
import { displayName } from "#server/contract/display-name.ts";
import { MAX_NAME_LENGTH } from "#server/contract/name-problem.ts";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "../context.ts";
import { notify } from "../notify.ts";
import type { FoundTicket } from "./accept-launch.ts";
import { cohortsThatMade, isOnlyIn } from "./own-account.ts";
import { queueScores } from "./queue-scores.ts";
import { shortName } from "./short-name.ts";

type Deps = Pick<ServiceDeps, "db">;

/** More than the largest class. Whoever runs a platform can make up people without end. */
const MAX_PEOPLE = 5_000;

export type Standing =
  /** Goes on as this person, for whom a session is made where somebody else or nobody is signed in. */
  | { kind: "known"; userId: string; isSignedIn: boolean }
  /** Connected to an account that its owner has to open. */
  | { kind: "sign-in" }
  | { kind: "unknown" };

/**
 * Who a launch is here. A platform opens by itself only an account that it has made and that opens nothing but its cohort:
 * who runs it could make up any launch.
 */
export async function standingOf(
  db: Queryable,
  { platform, who }: FoundTicket,
  signedInId: string | null,
): Promise<Standing> {
  const [person] = await db
    .select()
    .from(ltiPerson)
    .where(and(eq(ltiPerson.platformId, platform.id), eq(ltiPerson.sub, who.sub)));
  if (person === undefined) return { kind: "unknown" };
  const { userId, isMadeHere } = person;
  if (userId === signedInId) return { kind: "known", userId, isSignedIn: true };
  const isOpen = isMadeHere && (await isOnlyIn(db, userId, platform.cohortId));
  return isOpen ? { kind: "known", userId, isSignedIn: false } : { kind: "sign-in" };
}

/** Makes an account for who launches, in the platform's cohort. Its address is nobody's: nothing is found by it. */
export async function makeAccount({ db }: Deps, found: FoundTicket): Promise<string> {
  return db.transaction(async (tx) => {
    await holdTicket(tx, found);
    const standing = await standingOf(tx, found, null);
    if (standing.kind === "known") {
      await destinationOf(tx, found, standing.userId);
      return standing.userId;
    }
    if (standing.kind === "sign-in") throw new AppError("CONFLICT", "You are connected already. Sign in.");
    await requireRoom(tx, found.platform.id);
    const userId = randomUUID();
    await tx.insert(user).values({ id: userId, name: nameOf(found), email: platformAddress(userId) });
    await connect(tx, found, { userId, isMadeHere: true });
    return userId;
  });
}

async function requireRoom(tx: Transaction, platformId: string): Promise<void> {
  if ((await tx.$count(ltiPerson, eq(ltiPerson.platformId, platformId))) < MAX_PEOPLE) return;
  throw new LaunchRefused("FULL", "the platform has brought too many people");
}

/** Connects the account that is signed in with who launches: its owner has just agreed. */
export async function connectAccount({ db }: Deps, found: FoundTicket, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await holdTicket(tx, found);
    const standing = await standingOf(tx, found, userId);
    if (standing.kind === "known" && standing.userId === userId) return;
    if (standing.kind !== "unknown") {
      throw new AppError(
        "CONFLICT",
        "Another account is connected with you on this learning platform already.",
      );
    }
    if ((await cohortsThatMade(tx, userId)).length > 0) {
      throw new AppError("CONFLICT", "This account belongs to a learning platform and cannot be connected.");
    }
    await connect(tx, found, { userId, isMadeHere: false });
  });
}

/** The page that a launch leads to. @throws LaunchRefused REMOVED for who is in the cohort no more. */
export async function destinationOf(db: Queryable, { platform, ask }: FoundTicket, userId: string) {
  const { cohortId } = platform;
  const [member] = await db
    .select({ role: cohortMember.role, disabledAt: user.disabledAt })
    .from(cohortMember)
    .innerJoin(user, eq(user.id, cohortMember.userId))
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId)));
  if (member !== undefined && member.disabledAt !== null) {
    throw new LaunchRefused("CLOSED", "the account is closed on this site");
  }
  if (member === undefined) throw new LaunchRefused("REMOVED", "the person is in the cohort no more");
  if (ask.kind === "deep-linking") {
    if (!mayGrade(member.role)) throw new LaunchRefused("ROLE", "a learner links no exercises");
    return null;
  }
  const exercises = `/cohorts/${cohortId}/exercises`;
  return ask.exerciseId === null ? exercises : `${exercises}/${ask.exerciseId}`;
}

/** It leads in once. */
export async function dropTicket(db: Queryable, { ticketId }: FoundTicket): Promise<void> {
  await db.delete(ltiTicket).where(eq(ltiTicket.id, ticketId));
}

type Connected = { userId: string; isMadeHere: boolean };

async function connect(
  tx: Transaction,
  found: FoundTicket,
  { userId, isMadeHere }: Connected,
): Promise<void> {
  const { platform, who, ask } = found;
  const { id: platformId, cohortId } = platform;
  const made = await tx
    .insert(ltiPerson)
    .values({ platformId, sub: who.sub, userId, isMadeHere })
    .onConflictDoNothing()
    .returning({ id: ltiPerson.id });
  if (made.length === 0) {
    throw new AppError("CONFLICT", "This account is connected with somebody else of this learning platform.");
  }
  await join(tx, found, userId);
  if (who.email !== null) {
    await tx
      .update(invitation)
      .set({ usedBy: userId, usedAt: sql`now()` })
      .where(
        and(
          eq(invitation.cohortId, cohortId),
          eq(invitation.email, who.email.toLowerCase()),
          isNull(invitation.usedAt),
        ),
      );
  }
  if (ask.kind === "resource" && ask.exerciseId !== null) {
    await queueScores(tx, { exerciseId: ask.exerciseId, userId });
  }
}

/** A member who comes by a platform stays what they are. */
async function join(tx: Transaction, { platform, who }: FoundTicket, userId: string): Promise<void> {
  const { cohortId } = platform;
  const [found] = await tx
    .select({ archivedAt: cohort.archivedAt })
    .from(cohort)
    .where(eq(cohort.id, cohortId))
    .for("share");
  const isMember = and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId));
  const before = await tx.select({ role: cohortMember.role }).from(cohortMember).where(isMember);
  if (before.length > 0) return;
  if (found === undefined || found.archivedAt !== null) {
    throw new LaunchRefused("ARCHIVED", "nobody joins an archived cohort");
  }
  await tx.insert(cohortMember).values({ cohortId, userId, role: who.role });
  await notify(tx, { kind: "cohort", cohortId, topic: "members" }, { kind: "access", userId });
}

/** Two tabs of one person take turns too, each with a ticket of its own: the second finds the account that the first has made. */
async function holdTicket(tx: Transaction, { ticketId, platform, who }: FoundTicket): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`lti ${platform.id} ${who.sub}`}, 0))`,
  );
  const held = await tx
    .select({ id: ltiTicket.id })
    .from(ltiTicket)
    .where(eq(ltiTicket.id, ticketId))
    .for("update");
  if (held.length === 0) throw new LaunchRefused("REPLAYED", "the ticket was used");
}

const FALLBACK_NAME = "Somebody of the platform";

/** As the platform says it, where that can be shown. */
export function nameOf({ who }: Pick<FoundTicket, "who">): string {
  return displayName.safeParse(shortName(who.name ?? "", MAX_NAME_LENGTH)).data ?? FALLBACK_NAME;
}

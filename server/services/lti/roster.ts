import { and, eq, inArray } from "drizzle-orm";
import { cohortMember, invitation, ltiPerson, user } from "#db/schema/index.ts";
import type { PlatformRoster } from "#server/contract/lti.ts";
import type { PlatformMember } from "#server/lti/services.ts";
import { PlatformTrouble } from "#server/lti/platform-trouble.ts";
import { roleOf } from "#server/lti/role-of.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { inviteRoster } from "../roster/invite.ts";
import { readRoster } from "../roster/read.ts";
import { shortName } from "./short-name.ts";
import { toCsvLine } from "./to-csv-line.ts";
import { findOwnCourse } from "./find.ts";

/** Who is in a course of a platform, and what would come of each, and changes nothing. Learners alone. */
export async function platformRoster(ctx: ServiceContext, courseId: string): Promise<PlatformRoster> {
  const { course, platform } = await findOwnCourse(ctx, courseId);
  if (course.membershipsUrl === null || !course.isAllowed || !platform.isEnabled) {
    throw new AppError(
      "CONFLICT",
      "The platform offers no roster of this course, or the course is not let in.",
    );
  }
  const members = await ctx.lti.readMembers(platform, course.membershipsUrl).catch((error: unknown) => {
    if (!(error instanceof PlatformTrouble)) throw error;
    throw new AppError("NOT_READY", error.message, { cause: error });
  });
  const learners = members.filter(({ roles }) => roleOf(roles, "instructor") === "learner");
  const known = await knownIn(ctx, { platformId: platform.id, cohortId: platform.cohortId, learners });
  const people = learners.map((member) => {
    const name = nameIn(member);
    const email = addressIn(name, member.email);
    const of = { isActive: member.status === "Active", sub: member.user_id, email };
    return { id: of.sub, name, email, standing: standingOf(known, of) };
  });
  return { people: people.toSorted((a, b) => a.name.localeCompare(b.name, "en")) };
}

/** Makes a link for each who has an address, is not here and has none. Again makes no more. */
export async function invitePlatformRoster(
  ctx: ServiceContext,
  courseId: string,
): Promise<{ invited: number }> {
  const { platform } = await findOwnCourse(ctx, courseId);
  const { people } = await platformRoster(ctx, courseId);
  const fresh = people.filter(({ standing }) => standing === "new");
  if (fresh.length === 0) return { invited: 0 };
  const lines = ["name,email", ...fresh.map(({ name, email }) => toCsvLine([name, email ?? ""]))];
  return inviteRoster(ctx, { cohortId: platform.cohortId, text: lines.join("\n") });
}

type Known = { here: ReadonlySet<string>; invited: ReadonlySet<string>; members: ReadonlySet<string> };
type Standing = PlatformRoster["people"][number]["standing"];

function standingOf(
  known: Known,
  { isActive, sub, email }: { isActive: boolean; sub: string; email: string | null },
): Standing {
  if (!isActive) return "left";
  if (known.here.has(sub)) return "member";
  if (email === null) return "silent";
  if (known.members.has(email)) return "member";
  return known.invited.has(email) ? "invited" : "new";
}

type Of = { platformId: string; cohortId: string; learners: readonly PlatformMember[] };

async function knownIn({ db }: ServiceContext, { platformId, cohortId, learners }: Of): Promise<Known> {
  const emails = learners.flatMap(({ email }) => (email === undefined ? [] : [email.toLowerCase()]));
  const isMember = and(eq(cohortMember.userId, user.id), eq(cohortMember.cohortId, cohortId));
  const [came, invitations, members] = await Promise.all([
    db
      .select({ sub: ltiPerson.sub })
      .from(ltiPerson)
      .innerJoin(user, eq(user.id, ltiPerson.userId))
      .innerJoin(cohortMember, isMember)
      .where(eq(ltiPerson.platformId, platformId)),
    db.select({ email: invitation.email }).from(invitation).where(eq(invitation.cohortId, cohortId)),
    emails.length === 0
      ? []
      : db
          .select({ email: user.email })
          .from(user)
          .innerJoin(cohortMember, isMember)
          .where(inArray(user.email, emails)),
  ]);
  return {
    here: new Set(came.map(({ sub }) => sub)),
    invited: new Set(invitations.map(({ email }) => email)),
    members: new Set(members.map(({ email }) => email)),
  };
}

const NAMELESS = "Somebody without a name";

function nameIn({ name, given_name: given, family_name: family }: PlatformMember): string {
  const whole = name ?? [given, family].filter((part) => part !== undefined).join(" ");
  return whole.trim() === "" ? NAMELESS : shortName(whole, 80);
}

/** One that a roster of ours would take; null for any other. */
function addressIn(name: string, email: string | undefined): string | null {
  if (email === undefined || name === NAMELESS) return null;
  const { people } = readRoster(`name,email\n${toCsvLine([name, email])}`);
  return people[0]?.email ?? null;
}

import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { exercise, ltiContext, ltiLink, ltiPerson, ltiPlatform, ltiScore, user } from "#db/schema/index.ts";
import type { LtiSettings, PlatformCourse, RegisteredPlatform } from "#server/contract/lti.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { ltiAddresses } from "./addresses.ts";

const MAX_FAILURES_SHOWN = 50;

const FIELDS = {
  id: ltiPlatform.id,
  name: ltiPlatform.name,
  issuer: ltiPlatform.issuer,
  clientId: ltiPlatform.clientId,
  deployments: ltiPlatform.deployments,
  authUrl: ltiPlatform.authUrl,
  tokenUrl: ltiPlatform.tokenUrl,
  jwksUrl: ltiPlatform.jwksUrl,
  tokenAudience: ltiPlatform.tokenAudience,
  algorithm: ltiPlatform.algorithm,
  highestRole: ltiPlatform.highestRole,
  isEnabled: ltiPlatform.isEnabled,
};

/** The learning platforms of a cohort, what they need to know of us, and how it goes. */
export async function ltiSettings(ctx: ServiceContext, cohortId: string): Promise<LtiSettings> {
  await requireInstructor(ctx, cohortId);
  const { redirectUrl, keysUrl, loginUrlOf } = ltiAddresses(ctx.siteUrl);
  const rows = await ctx.db
    .select(FIELDS)
    .from(ltiPlatform)
    .where(eq(ltiPlatform.cohortId, cohortId))
    .orderBy(asc(ltiPlatform.createdAt), asc(ltiPlatform.id));
  const platforms: RegisteredPlatform[] = [];
  for (const fields of rows) {
    const [courses, people, scores] = [
      await coursesOf(ctx, fields.id),
      await peopleOf(ctx, fields.id),
      await scoresOf(ctx, fields.id),
    ];
    platforms.push({ ...fields, loginUrl: loginUrlOf(fields.id), courses, ...people, scores });
  }
  return { redirectUrl, keysUrl, platforms };
}

type Asker = Pick<ServiceContext, "db">;

async function coursesOf({ db }: Asker, platformId: string): Promise<PlatformCourse[]> {
  return db
    .select({
      id: ltiContext.id,
      title: ltiContext.title,
      isAllowed: ltiContext.isAllowed,
      hasRoster: sql<boolean>`${ltiContext.membershipsUrl} is not null`,
      links: sql<number>`count(${ltiLink.id})::int`,
      gradedLinks: sql<number>`count(${ltiLink.lineItemUrl})::int`,
    })
    .from(ltiContext)
    .leftJoin(ltiLink, eq(ltiLink.contextId, ltiContext.id))
    .where(eq(ltiContext.platformId, platformId))
    .groupBy(ltiContext.id)
    .orderBy(desc(ltiContext.isAllowed), asc(ltiContext.title), asc(ltiContext.id));
}

async function peopleOf({ db }: Asker, platformId: string) {
  const [found] = await db
    .select({
      people: sql<number>`count(*)::int`,
      ownAccounts: sql<number>`count(*) filter (where ${ltiPerson.isMadeHere})::int`,
    })
    .from(ltiPerson)
    .where(eq(ltiPerson.platformId, platformId));
  return found ?? { people: 0, ownAccounts: 0 };
}

async function scoresOf({ db }: Asker, platformId: string): Promise<RegisteredPlatform["scores"]> {
  const links = db
    .select({ id: ltiLink.id })
    .from(ltiLink)
    .innerJoin(ltiContext, eq(ltiContext.id, ltiLink.contextId))
    .where(eq(ltiContext.platformId, platformId));
  const isOfPlatform = inArray(ltiScore.linkId, links);
  const of = (state: string) => sql<number>`count(*) filter (where ${ltiScore.state} = ${state})::int`;
  const [[counts], failures] = [
    await db
      .select({ waiting: of("waiting"), sent: of("sent"), failed: of("failed") })
      .from(ltiScore)
      .where(isOfPlatform),
    await db
      .select({
        id: ltiScore.id,
        person: user.name,
        exercise: exercise.title,
        failure: sql<string>`${ltiScore.failure}`,
      })
      .from(ltiScore)
      .innerJoin(ltiLink, eq(ltiLink.id, ltiScore.linkId))
      .innerJoin(exercise, eq(exercise.id, ltiLink.exerciseId))
      .innerJoin(user, eq(user.id, ltiScore.userId))
      .where(
        sql`${isOfPlatform} and ${ltiScore.state} in ('failed', 'waiting') and ${ltiScore.failure} is not null`,
      )
      .orderBy(desc(ltiScore.gradedAt))
      .limit(MAX_FAILURES_SHOWN),
  ];
  return { ...(counts ?? { waiting: 0, sent: 0, failed: 0 }), failures };
}

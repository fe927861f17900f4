import { asc, eq, inArray, and } from "drizzle-orm";
import { cohort, exercise, user } from "#db/schema/index.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import type { LaunchView } from "#server/contract/lti.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Actor, ServiceDeps } from "../context.ts";
import type { FoundTicket } from "./accept-launch.ts";
import { ltiAddresses } from "./addresses.ts";
import { destinationOf, nameOf, standingOf } from "./enter.ts";
import { cohortsThatMade } from "./own-account.ts";

type Deps = Pick<ServiceDeps, "db">;

/** What who launched has to decide before they are in. */
export async function viewTicket(
  { db }: Deps,
  found: FoundTicket,
  signedIn: Actor | null,
): Promise<LaunchView> {
  const { platform, ask } = found;
  const [own] = await db.select({ name: cohort.name }).from(cohort).where(eq(cohort.id, platform.cohortId));
  const where = { platform: platform.name, cohort: own?.name ?? "" };
  const standing = await standingOf(db, found, signedIn?.id ?? null);
  if (standing.kind === "sign-in") return { kind: "sign-in", ...where };
  if (standing.kind === "unknown") {
    const isForeign = signedIn !== null && (await cohortsThatMade(db, signedIn.id)).length > 0;
    return { kind: "welcome", ...where, name: nameOf(found), signedInAs: signedIn?.name ?? null, isForeign };
  }
  if (!standing.isSignedIn && signedIn !== null) {
    const [known] = await db.select({ name: user.name }).from(user).where(eq(user.id, standing.userId));
    return { kind: "switch", ...where, name: known?.name ?? nameOf(found), signedInAs: signedIn.name };
  }
  if (ask.kind !== "deep-linking" || !standing.isSignedIn) return { kind: "ready" };
  await destinationOf(db, found, standing.userId);
  const exercises = await exercisesOf({ db }, platform.cohortId);
  return { kind: "choose", ...where, acceptsMultiple: ask.acceptsMultiple, exercises };
}

/** The signed answer with what was picked. @throws AppError INVALID_INPUT for what is none of the cohort's exercises. */
export async function answerDeepLinking(
  { db, siteUrl, lti }: Pick<ServiceDeps, "db" | "siteUrl" | "lti">,
  found: FoundTicket,
  exerciseIds: readonly string[],
): Promise<{ returnUrl: string; jwt: string }> {
  const { platform, course, ask } = found;
  if (ask.kind !== "deep-linking") throw new AppError("NOT_FOUND", "Nothing is to be linked here.");
  const all = await exercisesOf({ db }, platform.cohortId, exerciseIds);
  if (all.length !== new Set(exerciseIds).size || (exerciseIds.length !== 1 && !ask.acceptsMultiple)) {
    const asked = ask.acceptsMultiple ? "some exercises" : "one exercise";
    throw new AppError("INVALID_INPUT", `Choose ${asked} of this cohort.`);
  }
  const { exerciseUrlOf } = ltiAddresses(siteUrl);
  const exercises = all.map(({ id, title, points }) => ({
    id,
    title,
    points,
    url: exerciseUrlOf(platform.cohortId, id),
  }));
  const jwt = await lti.signChoice(platform, {
    deploymentId: course.deploymentId,
    data: ask.data,
    exercises,
  });
  return { returnUrl: ask.returnUrl, jwt };
}

async function exercisesOf({ db }: Pick<Deps, "db">, cohortId: string, ids?: readonly string[]) {
  const rows = await db
    .select({
      id: exercise.id,
      title: exercise.title,
      content: exercise.content,
      isPublished: exercise.isPublished,
    })
    .from(exercise)
    .where(
      and(eq(exercise.cohortId, cohortId), ids === undefined ? undefined : inArray(exercise.id, [...ids])),
    )
    .orderBy(asc(exercise.dueAt), asc(exercise.title), asc(exercise.id));
  return rows.map(({ content, ...row }) => ({ ...row, points: pointsOf(content) }));
}

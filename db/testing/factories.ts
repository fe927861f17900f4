import { randomUUID } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { DEFAULT_COMPETITION } from "#models/competition/defaults.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import { outlineOf } from "#models/graph/outline.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import type { CohortRole } from "#models/cohorts/role.ts";
import type { Database } from "../client.ts";
import {
  cohort,
  cohortMember,
  competition,
  competitionEntry,
  dataset,
  datasetVersion,
  design,
  exercise,
  invitation,
  ltiContext,
  ltiPlatform,
  peerReview,
  peerRound,
  run,
  runEvent,
  submission,
  team,
  user,
  visionPicture,
  visionQuestion,
} from "../schema/index.ts";

export type Person = { id: string; name: string };

let counter = 0;

function only<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("The new row did not come back");
  return row;
}

export async function createPerson(db: Database, name?: string): Promise<Person> {
  counter += 1;
  const person = { id: randomUUID(), name: name ?? `Person ${counter}` };
  await db.insert(user).values({ ...person, email: `${person.id}@test.local` });
  return person;
}

export async function addMember(
  db: Database,
  cohortId: string,
  role: CohortRole,
  person?: Person,
): Promise<Person> {
  const member = person ?? (await createPerson(db));
  await db.insert(cohortMember).values({ cohortId, userId: member.id, role });
  return member;
}

/** A cohort with an instructor and a learner of its own. */
export async function createCohortOf(db: Database) {
  const instructor = await createPerson(db);
  const [created] = await db
    .insert(cohort)
    .values({ name: "A cohort", joinCode: randomUUID(), createdBy: instructor.id })
    .returning();
  const cohortId = only(created).id;
  await addMember(db, cohortId, "instructor", instructor);
  const learner = await addMember(db, cohortId, "learner");
  return { cohortId, instructor, learner };
}

export function presetGraph(id = "tiny-cnn"): ModelGraph {
  const preset = presetById(id);
  if (preset === undefined) throw new Error(`There is no preset ${id}`);
  return preset.graph;
}

export async function createDesignOf(
  db: Database,
  owner: { cohortId: string; ownerId: string },
  values: Partial<typeof design.$inferInsert> = {},
) {
  const { graph = presetGraph() } = values;
  const [created] = await db
    .insert(design)
    .values({ name: "A design", graph, outline: outlineOf(graph), ...owner, ...values })
    .returning();
  return only(created);
}

/** Published, open from the beginning and due far ahead. */
export async function createExerciseOf(
  db: Database,
  maker: { cohortId: string; createdBy: string },
  values: Partial<typeof exercise.$inferInsert> = {},
) {
  const { title, content, handIn } = EMPTY_EXERCISE;
  const [created] = await db
    .insert(exercise)
    .values({
      title,
      content,
      handIn,
      points: pointsOf(values.content ?? content),
      isPublished: true,
      dueAt: new Date("2099-01-01T00:00:00Z"),
      ...maker,
      ...values,
    })
    .returning();
  return only(created);
}

/** An exercise that teams of one or two hand in, and an open team without members. */
export async function createTeamOf(
  db: Database,
  maker: { cohortId: string; createdBy: string },
): Promise<{ exerciseId: string; teamId: string }> {
  const handIn = { ...EMPTY_EXERCISE.handIn, team: { minSize: 1, maxSize: 2, isByLearners: true } };
  const { id: exerciseId, cohortId } = await createExerciseOf(db, maker, { handIn });
  const [created] = await db
    .insert(team)
    .values({ cohortId, exerciseId, name: "Foxes", isOpen: true, code: randomUUID() })
    .returning({ id: team.id });
  return { exerciseId, teamId: only(created).id };
}

/** That somebody marks a submission, for ever. @returns the id of the review. */
export async function createReviewOf(
  db: Database,
  of: { cohortId: string; exerciseId: string; submissionId: string; reviewerId: string },
): Promise<string> {
  const { cohortId, ...review } = of;
  const { exerciseId } = of;
  const dueAt = new Date("2099-01-01T00:00:00Z");
  const seed = "00112233445566778899aabbccddeeff";
  await db.insert(peerRound).values({ exerciseId, cohortId, each: 1, method: "median", dueAt, seed });
  const [created] = await db.insert(peerReview).values(review).returning({ id: peerReview.id });
  return only(created).id;
}

/** To one person of a roster. @returns its id. */
export async function createInvitationOf(db: Database, cohortId: string): Promise<string> {
  const person = { name: "Learner One", email: `${randomUUID()}@test.local`, code: randomUUID() };
  const [created] = await db
    .insert(invitation)
    .values({ cohortId, ...person })
    .returning({ id: invitation.id });
  return only(created).id;
}

/** A learning platform that is never asked, and a course of it that is let in and offers nothing. */
export async function createPlatformOf(db: Database, cohortId: string) {
  const [platform] = await db
    .insert(ltiPlatform)
    .values({ cohortId, ...PLATFORM_FIELDS })
    .returning({ id: ltiPlatform.id });
  const platformId = only(platform).id;
  const [course] = await db
    .insert(ltiContext)
    .values({ platformId, deploymentId: "1", contextId: "course", title: "A course", isAllowed: true })
    .returning({ id: ltiContext.id });
  return { platformId, courseId: only(course).id };
}

export const PLATFORM_FIELDS = {
  name: "A platform",
  issuer: "https://platform.example",
  clientId: "strata",
  deployments: ["1"],
  authUrl: "https://platform.example/login",
  tokenUrl: "https://platform.example/token",
  jwksUrl: "https://platform.example/keys",
  tokenAudience: null,
  algorithm: "RS256" as const,
  highestRole: "learner" as const,
  isEnabled: true,
} satisfies Partial<typeof ltiPlatform.$inferInsert>;

/** Scored, without any checks. @returns its id. */
export async function createSubmissionOf(
  db: Database,
  of: { cohortId: string; exerciseId: string; userId: string; runId: string | null; number?: number },
): Promise<string> {
  const [created] = await db
    .insert(submission)
    .values({
      number: 1,
      ...of,
      state: "scored",
      submittedAt: new Date("2026-01-01T00:00:00Z"),
      results: [],
      checkPoints: 0,
    })
    .returning({ id: submission.id });
  return only(created).id;
}

/** The newest version of a dataset, of which nothing but the rows is made where it is not there. */
export async function versionOf(db: Database, datasetId: string): Promise<string> {
  const values = { id: datasetId, title: datasetId, licence: "MIT", source: "a test" };
  await db
    .insert(dataset)
    .values({ ...values, visibility: "everyone", isSynthetic: datasetId.startsWith("synthetic") })
    .onConflictDoNothing();
  await db.insert(datasetVersion).values({ datasetId, number: 1, state: "absent" }).onConflictDoNothing();
  const [newest] = await db
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .where(eq(datasetVersion.datasetId, datasetId))
    .orderBy(desc(datasetVersion.number))
    .limit(1);
  return only(newest).id;
}

/** A run as it lies in the database, with its first event. No job stands behind it. */
export async function createRunOf(
  db: Database,
  starter: { cohortId: string; startedBy: string },
  values: Partial<typeof run.$inferInsert> = {},
) {
  const { datasetId = "synthetic-tiles" } = values;
  const [created] = await db
    .insert(run)
    .values({
      name: "A run",
      graph: presetGraph(),
      hyperParameters: DEFAULT_HYPER_PARAMETERS,
      datasetId,
      datasetVersionId: values.datasetVersionId ?? (await versionOf(db, datasetId)),
      params: 1000,
      macs: 10_000,
      jobId: randomUUID(),
      lastSeq: 1,
      ...starter,
      ...values,
    })
    .returning();
  await db.insert(runEvent).values({ runId: only(created).id, seq: 1, body: { kind: "queued" } });
  return only(created);
}

/** A picture that nobody can decode, and what its owner asked the model `tiny` about it. */
export async function createVisionQuestionOf(
  db: Database,
  owner: { cohortId: string; ownerId: string },
): Promise<{ pictureId: string; questionId: string }> {
  const [picture] = await db
    .insert(visionPicture)
    .values({
      ...owner,
      name: "cat.jpg",
      width: 64,
      height: 48,
      mediaType: "image/jpeg",
      sha256: randomUUID(),
      sizeBytes: 3,
      bytes: Buffer.from("cat"),
    })
    .returning({ id: visionPicture.id });
  const pictureId = picture?.id ?? "";
  const [question] = await db
    .insert(visionQuestion)
    .values({ pictureId, ask: { kind: "detect", model: "tiny" }, askKey: randomUUID() })
    .returning({ id: visionQuestion.id });
  return { pictureId, questionId: question?.id ?? "" };
}

type CompetitionOf = { cohortId: string; createdBy: string; versionId: string };
type EntryScores = Partial<typeof competitionEntry.$inferInsert>;

/** Published and open, on the built-in synthetic tiles. `enter` puts a run of somebody's on the board. */
export async function createCompetitionOf(
  db: Database,
  { cohortId, createdBy, versionId }: CompetitionOf,
  values: Partial<typeof competition.$inferInsert> = {},
) {
  const of = { isCompetition: true, datasetId: "synthetic-tiles" };
  const { id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy }, of);
  await db.insert(competition).values({
    exerciseId,
    cohortId,
    settings: DEFAULT_COMPETITION,
    seed: "00112233445566778899aabbccddeeff",
    sealedAt: new Date("2026-01-01T00:00:00Z"),
    datasetVersionId: versionId,
    ...values,
  });
  async function enter(
    userId: string,
    scores: EntryScores = {},
    trained: Partial<typeof run.$inferInsert> = {},
  ): Promise<string> {
    const ofRun = { state: "finished", datasetVersionId: versionId, ...trained } as const;
    const { id: runId } = await createRunOf(db, { cohortId, startedBy: userId }, ofRun);
    const [{ count } = { count: 0 }] = await db
      .select({ count: sql<number>`count(*)::int` })
      .from(submission)
      .where(and(eq(submission.exerciseId, exerciseId), eq(submission.userId, userId)));
    const submissionId = await createSubmissionOf(db, {
      cohortId,
      exerciseId,
      userId,
      runId,
      number: count + 1,
    });
    await db.insert(competitionEntry).values({
      submissionId,
      exerciseId,
      userId,
      weightsSha256: runId,
      publicCorrect: 8,
      publicCount: 10,
      publicMacroF1: 0.8,
      privateCorrect: 16,
      privateCount: 20,
      privateMacroF1: 0.8,
      trainingSeconds: 10,
      ...scores,
    });
    return submissionId;
  }
  return { exerciseId, enter };
}

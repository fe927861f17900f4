import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { artifact, datasetVersion, exercise, run, submission } from "#db/schema/index.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { addCohort, addLearners } from "./fill-lists.ts";

type Network = { runId: string; storageKey: string; sizeBytes: number; sha256: string };

type ClassToFill = {
  teacherId: string;
  exercises: number;
  content: ExerciseContent;
  graph: ModelGraph;
  params: number;
  /** Of a learner each. */
  networks: readonly Network[];
};

/**
 * A class that has handed in a network each to each exercise. To the first they are still to be scored, to the others they
 * are, and half of them are graded by hand.
 */
export async function fillClass(db: Database, { teacherId, content, networks, ...of }: ClassToFill) {
  const cohortId = await addCohort(db, teacherId);
  const people = await addLearners(db, cohortId, networks.length);
  const exercises = await db
    .insert(exercise)
    .values(
      Array.from({ length: of.exercises }, (_, n) => ({
        cohortId,
        createdBy: teacherId,
        title: `Exercise ${n + 1}`,
        content,
        handIn: EMPTY_EXERCISE.handIn,
        points: pointsOf(content),
        isPublished: true,
        dueAt: new Date(Date.UTC(2026, 0, n + 1)),
      })),
    )
    .returning({ id: exercise.id });
  const [first, ...others] = exercises.map(({ id }) => id);
  const [version] = await db.select().from(datasetVersion).where(eq(datasetVersion.state, "ready")).limit(1);
  if (first === undefined || version === undefined) throw new Error("There is no exercise or no dataset");
  const owned = networks.map((network, n) => ({ ...network, userId: people[n]?.id ?? "" }));
  await db.insert(run).values(
    owned.map(({ runId, userId }, n) => ({
      id: runId,
      cohortId,
      startedBy: userId,
      name: `Run ${n}`,
      graph: of.graph,
      hyperParameters: DEFAULT_HYPER_PARAMETERS,
      datasetId: version.datasetId,
      datasetVersionId: version.id,
      params: of.params,
      macs: 1,
      jobId: randomUUID(),
      state: "finished" as const,
      bestEpoch: 1,
    })),
  );
  await db.insert(artifact).values(networks.map((network) => ({ ...network, kind: "onnx" as const })));
  await db.insert(submission).values(
    owned.map(({ runId, userId }) => ({
      cohortId,
      exerciseId: first,
      runId,
      userId,
      number: 1,
      state: "failed" as const,
      submittedAt: new Date(),
    })),
  );
  const results = content.checks.map(({ id }) => ({ checkId: id, isPassed: true, found: "as expected" }));
  await db.execute(sql`
    insert into submission (cohort_id, exercise_id, user_id, run_id, number, state, submitted_at, late_percent, results, check_points, scored_at)
    select ${cohortId}, asked, started_by, id, 1, 'scored', now(), case when random() < 0.1 then 20 end,
      ${JSON.stringify(results)}::jsonb, 10 * random(), now()
    from run, unnest(${sql.param(others)}::uuid[]) asked where cohort_id = ${cohortId}`);
  await db.execute(sql`
    insert into grade (submission_id, points, comment, is_released, graded_by, created_at)
    select id, 5 * random(), 'Well argued.', random() < 0.8, ${teacherId}, now()
    from submission where cohort_id = ${cohortId} and state = 'scored' and random() < 0.5`);
  return { cohortId, exerciseId: first };
}

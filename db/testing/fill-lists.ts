import { randomUUID } from "node:crypto";
import { eq, sql, type SQL } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { cohort, cohortMember, datasetVersion, design, user } from "#db/schema/index.ts";
import { outlineOf } from "#models/graph/outline.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";

export const FILLED = { people: 300, runs: 100_000, designs: 10_000, heavyDesigns: 200, heavyBytes: 555_000 };

/** Runs' histories are read by lists too: the newest runs, which pages show, have this many epochs each. */
const EPOCHS = 50;
const RUNS_WITH_HISTORY = 2_000;

/** Every table that lists read. */
const TABLES = ["run", "run_event", "design", "cohort_member", '"user"'];

/** Two cohorts of a person: one with many people, runs and designs, one with few designs that are large. */
export async function fillLists(db: Database, userId: string) {
  for (const table of TABLES)
    await db.execute(sql.raw(`alter table ${table} set (autovacuum_enabled = false)`));
  const large = await addCohort(db, userId);
  const heavy = await addCohort(db, userId);
  const people = await addLearners(db, large, FILLED.people);
  // One's own are among them, as many as one may have.
  const owners = [userId, ...people.slice(0, FILLED.designs / 200 - 1).map(({ id }) => id)];
  const { graph, version } = await whatIsTrained(db);
  const starters = [userId, ...people.map(({ id }) => id)];
  await addRuns(db, large, { graph, version, starters, count: FILLED.runs });
  await addDesigns(db, large, { graph, owners });
  const heavyGraph = grown(graph);
  for (let n = 0; n < FILLED.heavyDesigns; n += 1) {
    // As an older version left it, without an outline.
    await db
      .insert(design)
      .values({ cohortId: heavy, ownerId: userId, name: `heavy ${n}`, graph: heavyGraph });
  }
  return { large, heavy };
}

/** A cohort of a person with so many learners and finished runs. @returns its id. */
export async function fillBoard(
  db: Database,
  userId: string,
  { people: count, runs }: { people: number; runs: number },
): Promise<string> {
  const cohortId = await addCohort(db, userId);
  const people = await addLearners(db, cohortId, count);
  const starters = people.map(({ id }) => id);
  await addRuns(db, cohortId, { ...(await whatIsTrained(db)), starters, count: runs });
  return cohortId;
}

async function whatIsTrained(db: Database) {
  const graph = presetById("lecture-cnn")?.graph;
  if (graph === undefined) throw new Error("The lecture's network is gone");
  const [version] = await db.select().from(datasetVersion).where(eq(datasetVersion.state, "ready")).limit(1);
  if (version === undefined) throw new Error("The product has no dataset");
  return { graph, version };
}

/** In a cohort, each with an account that nobody signs in to. */
export async function addLearners(db: Database, cohortId: string, count: number) {
  const people = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), name: `Learner ${n}` }));
  await db.insert(user).values(people.map((one) => ({ ...one, email: `${one.id}@test.local` })));
  await db
    .insert(cohortMember)
    .values(people.map(({ id }) => ({ cohortId, userId: id, role: "learner" as const })));
  return people;
}

/** Makes an account a member. */
export async function addMemberByEmail(db: Database, cohortId: string, email: string): Promise<void> {
  await db.insert(cohortMember).values({ cohortId, userId: await findUserId(db, email), role: "learner" });
}

export async function analyzeLists(db: Database): Promise<void> {
  await db.execute(sql.raw(`analyze ${TABLES.join(", ")}`));
}

export async function addCohort(db: Database, userId: string): Promise<string> {
  const [made] = await db
    .insert(cohort)
    .values({ name: "Bench", joinCode: randomUUID(), createdBy: userId })
    .returning({ id: cohort.id });
  if (made === undefined) throw new Error("The new cohort did not come back");
  await db.insert(cohortMember).values({ cohortId: made.id, userId, role: "instructor" });
  return made.id;
}

const oneOf = (ids: readonly string[]): SQL => sql`(${sql.param(ids)}::text[])[1 + n % ${ids.length}]`;

type RunsOf = {
  graph: ModelGraph;
  version: typeof datasetVersion.$inferSelect;
  starters: readonly string[];
  count: number;
};

async function addRuns(
  db: Database,
  cohortId: string,
  { graph, version, starters, count }: RunsOf,
): Promise<void> {
  await db.execute(sql`
    insert into run (cohort_id, started_by, name, graph, hyper_parameters, dataset_id, dataset_version_id, params, macs, state, attempt,
      job_id, last_seq, score, tie_break, created_at, started_at, finished_at)
    select ${cohortId}, ${oneOf(starters)}, 'run ' || n, ${JSON.stringify(graph)}::jsonb,
      ${JSON.stringify(DEFAULT_HYPER_PARAMETERS)}::jsonb, ${version.datasetId}, ${version.id}, 295018, 1, 'finished', 1, gen_random_uuid(),
      ${EPOCHS} + 3, (n::bigint * 7919 % 10007) / 10007.0, (n::bigint * 104729 % 10007) / 10007.0, at, at, at
    from generate_series(1, ${count}) n, lateral (select now() - interval '200 days' + n * interval '2 minutes' as at)`);
  await db.execute(sql`
    insert into run_event (run_id, seq, body)
    select newest.id, seq, case seq
      when 1 then '{"kind": "queued"}'::jsonb
      when 2 then '{"kind": "started", "attempt": 1, "workerId": "w", "fromEpoch": 0, "fromStep": 0}'::jsonb
      when ${EPOCHS} + 3 then '{"kind": "finished", "score": 0.5, "tieBreak": 0.5}'::jsonb
      else jsonb_build_object('kind', 'epoch', 'attempt', 1, 'isBest', true, 'metrics', jsonb_build_object(
        'epoch', seq - 2, 'train', jsonb_build_object('loss', 1.5, 'accuracy', 0.5),
        'validation', jsonb_build_object('loss', 1.5, 'accuracy', 0.5), 'learningRate', 0.001,
        'seconds', 1.5, 'imagesPerSecond', 500.5))
      end
    from (select id from run where cohort_id = ${cohortId} order by created_at desc limit ${RUNS_WITH_HISTORY}) newest,
      generate_series(1, ${EPOCHS} + 3) seq`);
}

type DesignsOf = { graph: ModelGraph; owners: readonly string[] };

async function addDesigns(db: Database, cohortId: string, { graph, owners }: DesignsOf): Promise<void> {
  await db.execute(sql`
    insert into design (cohort_id, owner_id, name, graph, outline, is_shared, updated_at)
    select ${cohortId}, ${oneOf(owners)}, 'design ' || n, ${JSON.stringify(graph)}::jsonb,
      ${JSON.stringify(outlineOf(graph))}::jsonb, true, now() - n * interval '1 minute'
    from generate_series(1, ${FILLED.designs}) n`);
}

/** The same network with so much in its settings, which nothing compresses, that it has the wanted size. */
function grown(graph: ModelGraph): ModelGraph {
  const missing = FILLED.heavyBytes - JSON.stringify(graph).length;
  const nodes = Math.ceil(missing / 1_450);
  const junk = () => Array.from({ length: 40 }, () => randomUUID().replaceAll("-", "")).join("");
  const more = Array.from({ length: nodes }, (_, n) => ({
    id: `noise_${n}`,
    name: `noise_${n}`,
    type: "Noise",
    settings: { note: junk() },
    position: { x: 0, y: 0 },
  }));
  return { ...graph, nodes: [...graph.nodes, ...more] };
}

export async function findUserId(db: Database, email: string): Promise<string> {
  const [found] = await db.select({ id: user.id }).from(user).where(eq(user.email, email));
  if (found === undefined) throw new Error(`There is no account ${email}`);
  return found.id;
}

import { sql, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { design } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createRunOf,
  presetGraph,
  type Person,
  versionOf,
} from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { bestRuns, cohortLeaderboard, OFF_THE_INDEX } from "./cohort/leaderboard.ts";
import { getCohort } from "./cohort/get.ts";
import { listCohorts } from "./cohort/list.ts";
import { listDesigns, selectDesigns } from "./design/list.ts";
import { listRuns, selectRuns } from "./run/list.ts";
import { createTestDeps, type TestDeps } from "./testing/test-deps.ts";
import { listWorkers } from "./worker/list.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner, instructor } = await createCohortOf(world.deps.db));
});

test("no list reads a network", async () => {
  const { db } = world.deps;
  await createDesignOf(db, { cohortId, ownerId: learner.id }, { isShared: true });
  await createRunOf(db, { cohortId, startedBy: learner.id }, { state: "finished", score: 1, tieBreak: 1 });
  await db.execute(sql`alter table design rename column graph to out_of_reach`);
  await db.execute(sql`alter table run rename column graph to out_of_reach`);
  try {
    const ctx = world.as(learner);
    expect((await listDesigns(ctx, { cohortId, of: "me", limit: 10 })).items).toHaveLength(1);
    expect(
      (await listDesigns(world.as(instructor), { cohortId, of: "others", limit: 10 })).items,
    ).toHaveLength(1);
    expect((await listRuns(ctx, { cohortId, limit: 10 })).items).toHaveLength(1);
    expect((await cohortLeaderboard(ctx, { cohortId })).rows).toHaveLength(1);
    expect((await getCohort(ctx, cohortId)).members).toHaveLength(2);
    expect(await listCohorts(ctx)).toHaveLength(1);
    await listWorkers(ctx, cohortId);
  } finally {
    await db.execute(sql`alter table design rename column out_of_reach to graph`);
    await db.execute(sql`alter table run rename column out_of_reach to graph`);
  }
});

describe("lists among many rows", () => {
  const RUNS = 20_000;
  const DESIGNS = 4_000;
  const PEOPLE = 20;
  const LIMIT = 30;
  let people: Person[];
  let versionId: string;

  beforeEach(async () => {
    const { db } = world.deps;
    people = await Promise.all(Array.from({ length: PEOPLE }, () => addMember(db, cohortId, "learner")));
    const ids = sql`array[${sql.join(
      people.map(({ id }) => sql`${id}`),
      sql`, `,
    )}]::text[]`;
    const owner = sql`(${ids})[1 + n % ${PEOPLE}]`;
    versionId = await versionOf(db, "synthetic-tiles");
    const other = await versionOf(db, "eurosat-rgb");
    // What the planner knows of the rows is up to each test.
    await db.execute(sql`alter table run set (autovacuum_enabled = false)`);
    await db.execute(sql`alter table design set (autovacuum_enabled = false)`);
    await db.execute(sql`
      insert into run (cohort_id, started_by, name, graph, hyper_parameters, dataset_id, dataset_version_id, params, macs,
        state, job_id, score, tie_break, created_at, finished_at)
      select ${cohortId}, ${owner}, 'run ' || n, '{}', ${JSON.stringify(DEFAULT_HYPER_PARAMETERS)}::jsonb,
        (array['synthetic-tiles', 'eurosat-rgb'])[1 + n % 2],
        (array[${versionId}, ${other}]::uuid[])[1 + n % 2], n, n, 'finished', gen_random_uuid(),
        (n * 7919 % 1000) / 1000.0, (n * 104729 % 1000) / 1000.0,
        timestamptz '2026-01-01' + n * interval '1 second', now()
      from generate_series(1, ${RUNS}) n`);
    await db.execute(sql`
      insert into design (cohort_id, owner_id, name, graph, is_shared, updated_at)
      select ${cohortId}, ${owner}, 'design ' || n, '{}', n % 2 = 0, timestamptz '2026-01-01' + n * interval '1 second'
      from generate_series(1, ${DESIGNS}) n`);
  });

  test.each([
    ["before anything is known of the tables", { isAnalyzed: false, isKnown: false }],
    ["with statistics", { isAnalyzed: true, isKnown: true }],
    ["with statistics from before these rows", { isAnalyzed: false, isKnown: true }],
  ])("each reads its rows off an index, %s", async (_, { isAnalyzed, isKnown }) => {
    const { db } = world.deps;
    if (isAnalyzed) await db.execute(sql`analyze run, design, cohort_member, "user"`);
    const known = await db.execute(
      sql`select from pg_stats where schemaname = 'public' and tablename = 'run'`,
    );
    expect(known.rows.length > 0).toBe(isKnown);
    const me = { db, actor: people[3] ?? learner };
    const idle = { db, actor: instructor };
    const runs = { cohortId, limit: LIMIT };
    const designs = { cohortId, limit: LIMIT };
    const page = LIMIT + 1;

    expect(await rowsRead(bestRuns(cohortId, versionId), "run", OFF_THE_INDEX)).toBeLessThanOrEqual(
      PEOPLE + 2,
    );
    // Old statistics last until the next look of autovacuum, and cost the other lists one sort.
    if (isKnown && !isAnalyzed) return;
    expect(await rowsRead(selectRuns(me, runs).getSQL(), "run")).toBeLessThanOrEqual(page);
    expect(
      await rowsRead(selectRuns(me, { ...runs, startedByMe: true }).getSQL(), "run"),
    ).toBeLessThanOrEqual(page);
    expect(
      await rowsRead(selectRuns(me, { ...runs, hidden: "without" }).getSQL(), "run"),
    ).toBeLessThanOrEqual(page);
    // Somebody who has none is told so without a look at everybody else's.
    expect(await rowsRead(selectRuns(idle, { ...runs, startedByMe: true }).getSQL(), "run")).toBe(0);
    expect(
      await rowsRead(selectDesigns(me, { ...designs, of: "me" }).getSQL(), "design"),
    ).toBeLessThanOrEqual(page);
    expect(await rowsRead(selectDesigns(idle, { ...designs, of: "me" }).getSQL(), "design")).toBe(0);
    const others = await rowsRead(selectDesigns(me, { ...designs, of: "others" }).getSQL(), "design");
    // One's own are among the shared and passed over. Without statistics it sorts what is shared, and nothing else.
    expect(others).toBeLessThanOrEqual(isAnalyzed ? page + 6 : DESIGNS / 2);

    const first = await listRuns(world.as(me.actor), runs);
    const next = selectRuns(me, { ...runs, cursor: first.nextCursor ?? "" }).getSQL();
    expect(await rowsRead(next, "run")).toBeLessThanOrEqual(page);
  });
});

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number | undefined;
  Plans?: PlanNode[] | undefined;
};

const planNode: z.ZodType<PlanNode> = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  get Plans() {
    return z.array(planNode).optional();
  },
});

/** How many rows of a table a query looks at. */
async function rowsRead(query: SQL, table: string, setting = sql`select 1`): Promise<number> {
  const { rows } = await world.deps.db.transaction(async (tx) => {
    await tx.execute(setting);
    return tx.execute(sql`explain (analyze, format json, timing off) ${query}`);
  });
  const [{ Plan: root }] = z.tuple([z.object({ Plan: planNode })]).parse(rows[0]?.["QUERY PLAN"]);
  const scans = flat(root).filter((node) => node["Relation Name"] === table);
  expect(scans.length).toBeGreaterThan(0);
  return scans.reduce(
    (sum, node) => sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
    0,
  );
}

function flat(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

test("pages of designs follow each other without a gap, also within one moment", async () => {
  const { db } = world.deps;
  const moments = ["2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:00.000002Z", "2026-01-02T00:00:00Z"];
  const made = await db
    .insert(design)
    .values(
      Array.from({ length: 23 }, (_, n) => ({
        cohortId,
        ownerId: learner.id,
        name: `d${n}`,
        graph: presetGraph(),
        updatedAt: sql`${moments[n % 3]}::timestamptz`,
      })),
    )
    .returning({ id: design.id });
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDesigns(world.as(learner), { cohortId, of: "me", limit: 5, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(ids.length).toBe(23);
  expect(new Set(ids)).toEqual(new Set(made.map(({ id }) => id)));
});

test("designs are found by a part of their name or of their owner's, letter by letter", async () => {
  const { db } = world.deps;
  for (const name of ["Deep 100% net", "Deep 1000 net", "Shallow"]) {
    await createDesignOf(db, { cohortId, ownerId: learner.id }, { name, isShared: true });
  }
  const find = async (search: string) => {
    const { items } = await listDesigns(world.as(instructor), { cohortId, of: "others", search, limit: 10 });
    return items.map(({ name }) => name).toSorted();
  };
  expect(await find("deep")).toEqual(["Deep 100% net", "Deep 1000 net"]);
  expect(await find("0%")).toEqual(["Deep 100% net"]);
  expect(await find("_")).toEqual([]);
  expect(await find(learner.name.toUpperCase())).toHaveLength(3);
});

import { randomBytes, randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, inject, test } from "vitest";
import { migrateDatabase } from "../migrate.ts";
import { migrateUpTo } from "../testing/old-database.ts";
import { onServer } from "../testing/on-server.ts";

test("every dataset that runs of an older version name has a row and a version, and designs follow their last run", async () => {
  const server = inject("databaseServerUrl");
  const name = `strata_migration_${randomBytes(6).toString("hex")}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await onServer(server, (admin) => admin.query(`create database ${name}`));
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await migrateUpTo(client, "0012_made-once");
    await client.query(`insert into "user" (id, name, email) values ('u', 'A learner', 'a@test.local')`);
    const cohortId = randomUUID();
    await client.query(`insert into cohort (id, name, join_code, created_by) values ($1, 'c', 'code', 'u')`, [
      cohortId,
    ]);
    const designs = [randomUUID(), randomUUID()];
    for (const id of designs) {
      await client.query(
        `insert into design (id, cohort_id, owner_id, name, graph) values ($1, $2, 'u', 'd', '{}')`,
        [id, cohortId],
      );
    }
    const runs = [
      ["eurosat-rgb", 1],
      ["synthetic-tiles", 2],
      ["eurosat-rgb-subset-0a1b2c3d", 0],
      ["of-a-fork", 0],
    ] as const;
    for (const [datasetId, day] of runs) {
      await client.query(
        `insert into run (cohort_id, started_by, design_id, name, graph, hyper_parameters, dataset_id, params, macs,
          job_id, created_at)
        values ($1, 'u', $2, 'r', '{}', '{}', $3, 1, 1, gen_random_uuid(), timestamptz '2026-01-01' + $4 * interval '1 day')`,
        [cohortId, designs[0], datasetId, day],
      );
    }
    await migrateDatabase(url);

    const { rows } = await client.query(
      `select run.dataset_id as id, dataset.title, dataset.is_synthetic as "isSynthetic", version.number, version.state
      from run join dataset on dataset.id = run.dataset_id
      join dataset_version version on version.id = run.dataset_version_id and version.dataset_id = dataset.id
      order by run.dataset_id`,
    );
    const absent = { number: 1, state: "absent" };
    expect(rows).toEqual([
      { id: "eurosat-rgb", title: "EuroSAT RGB", isSynthetic: false, ...absent },
      { id: "eurosat-rgb-subset-0a1b2c3d", title: "EuroSAT RGB, a subset", isSynthetic: false, ...absent },
      { id: "of-a-fork", title: "of-a-fork", isSynthetic: false, ...absent },
      { id: "synthetic-tiles", title: "Synthetic tiles", isSynthetic: true, ...absent },
    ]);
    const owned = await client.query(`select dataset_id from design where id = $1`, [designs[0]]);
    expect(owned.rows).toEqual([{ dataset_id: "synthetic-tiles" }]);
    const idle = await client.query(`select dataset_id from design where id = $1`, [designs[1]]);
    expect(idle.rows).toEqual([{ dataset_id: null }]);
  } finally {
    await client.end();
    await onServer(server, (admin) => admin.query(`drop database ${name} with (force)`));
  }
});

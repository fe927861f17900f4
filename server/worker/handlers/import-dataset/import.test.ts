import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { dataset, datasetImport } from "#db/schema/index.ts";
import { addMember, createCohortOf, createDesignOf } from "#db/testing/factories.ts";
import { chainGraph } from "#models/graph/chain.ts";
import { eventually } from "#models/testing/eventually.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { importPartPath, PART_BYTES } from "#server/contract/upload-parts.ts";
import { bundleOf, classesOf, drawn, OPTIONS, zipOf } from "#server/datasets/import/pictures/testing.ts";
import { cancelImport, discardImport } from "#server/services/dataset-import/cancel.ts";
import { confirmImport } from "#server/services/dataset-import/confirm.ts";
import { createImport, MAX_OPEN_IMPORTS } from "#server/services/dataset-import/create.ts";
import { findImport } from "#server/services/dataset-import/find.ts";
import { listImports } from "#server/services/dataset-import/list.ts";
import { peekImport } from "#server/services/dataset-import/peek.ts";
import { presentImport } from "#server/services/dataset-import/present.ts";
import { startImport } from "#server/services/dataset-import/start.ts";
import {
  discardAbandonedImports,
  giveUpLostImports,
  sweepImports,
} from "#server/services/dataset-import/sweep.ts";
import { requireCurrentVersion } from "#server/services/dataset/versions.ts";
import { getRun } from "#server/services/run/get.ts";
import { startRun } from "#server/services/run/start.ts";
import type { Visitor } from "#server/web/testing/test-site.ts";
import { createLab, type Lab } from "../../testing/lab.ts";

let lab: Lab;
let cohortId: string;
let instructor: Visitor;

beforeAll(async () => {
  lab = await createLab(50);
  ({ cohortId } = await createCohortOf(lab.site.web.deps.db));
  instructor = await lab.site.signUp();
  await addMember(lab.site.web.deps.db, cohortId, "instructor", instructor.ctx.actor);
});
afterAll(() => lab.close());
afterEach(async () => {
  await lab.endWorkers();
  await lab.site.web.deps.db.delete(datasetImport);
});

const about = { title: "Pets", licence: "CC0", source: "Drawn", visibility: "cohort" } as const;

async function put(visitor: Visitor, importId: string, part: number, bytes: Uint8Array): Promise<Response> {
  const body = new Blob([new Uint8Array(bytes)]);
  return visitor.fetch(importPartPath(importId, part), { method: "PUT", body });
}

async function sent(content: Buffer, name = "pets.zip"): Promise<string> {
  const { id } = await createImport(instructor.ctx, { cohortId, name, bytes: content.length });
  for (let part = 0; part * PART_BYTES < content.length; part += 1) {
    const bytes = content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    expect((await put(instructor, id, part, bytes)).status).toBe(200);
  }
  return id;
}

async function now(importId: string): Promise<DatasetImport> {
  return presentImport(await findImport(instructor.ctx, importId));
}

const ended = (importId: string) =>
  eventually(async () => {
    const found = await now(importId);
    if (found.state === "importing") throw new Error("It is being imported");
    return found;
  });

test("pictures are sent in parts, imported, confirmed and trained on; a change is the next version", async () => {
  const pictures = await classesOf(["cat", "dog", "emu"], 10, "pets/");
  const large = {
    path: "pets/cat/large.png",
    bytes: await drawn(5, 900).png({ compressionLevel: 0 }).toBuffer(),
  };
  const zip = await zipOf([...pictures, large, { path: "pets/dog/broken.jpg", bytes: Buffer.from("x") }]);
  const bundle = bundleOf([...pictures, large, { path: "pets/dog/broken.jpg", bytes: Buffer.from("x") }]);
  expect(bundle.length).toBeGreaterThan(PART_BYTES);
  await lab.worker();

  const importId = await sent(bundle, "pets");
  expect(await now(importId)).toMatchObject({ state: "uploaded", receivedBytes: bundle.length });
  await startImport(instructor.ctx, { importId, options: OPTIONS });
  const ready = await ended(importId);
  expect(ready).toMatchObject({ state: "ready", progress: null, failure: null });
  expect(ready.report).toMatchObject({
    pictures: 31,
    classes: [{ name: "cat", found: 11 }, { name: "dog" }, { name: "emu" }],
    refused: {
      count: 1,
      files: [{ name: "pets/dog/broken.jpg", reason: "is no JPEG, PNG, WebP, AVIF, TIFF or GIF" }],
    },
  });

  const { datasetId } = await confirmImport(instructor.ctx, { importId, ...about });
  expect(await confirmImport(instructor.ctx, { importId, ...about })).toEqual({ datasetId });
  expect(await now(importId)).toMatchObject({ state: "done", datasetId });

  // Once more as the next version of the same dataset, from a zip and in grey.
  const second = await sent(zip);
  await startImport(instructor.ctx, { importId: second, options: { ...OPTIONS, colour: "grey" } });
  expect((await ended(second)).state).toBe("ready");
  expect(await confirmImport(instructor.ctx, { importId: second, datasetId })).toEqual({
    datasetId,
  });

  const { db } = lab.site.web.deps;
  const graph = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 3 } }], [32, 32, 1]);
  const design = await createDesignOf(db, { cohortId, ownerId: instructor.id }, { graph, datasetId });
  const { id: runId } = await startRun(instructor.ctx, {
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, epochs: 1 },
  });
  const run = await eventually(async () => {
    const found = await getRun(instructor.ctx, runId);
    if (["queued", "running"].includes(found.state)) throw new Error(`The run is ${found.state}`);
    return found;
  });
  expect(run.failure).toBeNull();
  expect(run.state).toBe("finished");
});

test("pictures with a table of values become a regression, in their unit", async () => {
  await lab.worker();
  const pictures = await classesOf(["sky"], 30);
  const rows = pictures.map(({ path }, index) => `${path},${index * 10 + 0.5}`);
  const importId = await sent(
    await zipOf([...pictures, { path: "v.csv", bytes: Buffer.from(`file,value\n${rows.join("\n")}`) }]),
  );
  const options = { ...OPTIONS, quantity: "Irradiance", unit: "W/m²" };
  await startImport(instructor.ctx, { importId, options });
  expect((await ended(importId)).report).toMatchObject({ values: { least: 0.5, greatest: 290.5 } });
  const { datasetId } = await confirmImport(instructor.ctx, { importId, ...about });
  const { db, datasets } = lab.site.web.deps;
  const version = await requireCurrentVersion(db, datasetId);
  expect(version.descriptor.target).toEqual({ task: "regression", quantity: "Irradiance", unit: "W/m²" });
  const packed = await datasets.open(version.id);
  const values = await packed.readTargets("validation");
  expect(values).toHaveLength(6);
  for (const value of values) expect((value - 0.5) % 10).toBe(0);
});

test("a table of measurements becomes windows, whose columns are told before it is read", async () => {
  await lab.worker();
  const rows = Array.from({ length: 200 }, (_, row) => `${row},${row % 24},${(row * 7) % 5}`);
  const table = Buffer.from(`hour,load,wind\n${rows.join("\n")}\n`);
  const importId = await sent(table, "load.csv");
  expect(await peekImport(instructor.ctx, importId)).toMatchObject({
    columns: ["hour", "load", "wind"],
    rows: [
      ["0", "0", "0"],
      ["1", "1", "2"],
      ["2", "2", "4"],
      ["3", "3", "1"],
    ],
  });
  await startImport(instructor.ctx, {
    importId,
    options: {
      kind: "series",
      columns: ["load", "wind"],
      target: "load",
      unit: "MW",
      time: "hour",
      window: 24,
      horizon: 1,
      split: { rule: "time", validationPercent: 20, testPercent: 20 },
    },
  });
  expect(await ended(importId)).toMatchObject({
    state: "ready",
    report: { kind: "series", rows: 200, windows: { train: 96, validation: 16, test: 16 }, greatest: 23 },
  });
  const { datasetId } = await confirmImport(instructor.ctx, { importId, ...about });
  const { db, datasets } = lab.site.web.deps;
  const version = await requireCurrentVersion(db, datasetId);
  expect(version.descriptor).toMatchObject({
    inputShape: [24, 2],
    element: "float32",
    target: { task: "regression", quantity: "load", unit: "MW" },
  });
  const packed = await datasets.open(version.id);
  expect([...(await packed.readTargets("validation"))].slice(0, 2)).toEqual([0, 1]);
});

test("what is no table is refused by name, and a table that no options fit fails with its reason", async () => {
  await lab.worker();
  const picture = await sent(await drawn(1, 40).png().toBuffer(), "cat.png");
  await expect(peekImport(instructor.ctx, picture)).rejects.toThrow("cat.png cannot be read as a table");
  await expect(peekImport(lab.learner.ctx, picture)).rejects.toThrow("There is no such import");
});

test("a part that comes twice, out of turn, too long, from a stranger, or after the end", async () => {
  const content = Buffer.alloc(PART_BYTES + 10, 7);
  const { id } = await createImport(instructor.ctx, { cohortId, name: "x.zip", bytes: content.length });
  const [first, last] = [content.subarray(0, PART_BYTES), content.subarray(PART_BYTES)];

  expect((await put(instructor, id, 1, last)).status).toBe(409);
  expect((await put(instructor, id, 0, first.subarray(1))).status).toBe(400);
  expect((await put(instructor, id, 0, content)).status).toBe(413);
  expect((await put(lab.learner, id, 0, first)).status).toBe(404);
  expect((await put(instructor, randomUUID(), 0, first)).status).toBe(404);
  expect((await put(instructor, "no-id", 0, first)).status).toBe(404);
  expect((await now(id)).receivedBytes).toBe(0);
  await expect(startImport(instructor.ctx, { importId: id, options: OPTIONS })).rejects.toThrow(
    "not arrived whole yet",
  );

  const answers = await Promise.all([put(instructor, id, 0, first), put(instructor, id, 0, first)]);
  for (const answer of answers) expect(await answer.json()).toEqual({ receivedBytes: PART_BYTES });
  // As after an answer that was lost.
  expect(await (await put(instructor, id, 0, first)).json()).toEqual({ receivedBytes: PART_BYTES });
  expect(await (await put(instructor, id, 1, last)).json()).toEqual({ receivedBytes: content.length });
  expect((await put(instructor, id, 2, last)).status).toBe(409);
  expect((await now(id)).state).toBe("uploaded");
});

test("what is no archive fails with its reason, and may be tried again or discarded", async () => {
  await lab.worker();
  const importId = await sent(Buffer.from("no pictures at all"), "notes.txt");
  await startImport(instructor.ctx, { importId, options: OPTIONS });
  expect(await ended(importId)).toMatchObject({
    state: "failed",
    report: null,
    failure: expect.stringContaining("notes.txt is neither a zip nor a parquet file") as string,
  });
  await expect(confirmImport(instructor.ctx, { importId, ...about })).rejects.toThrow(
    "There is no report to confirm",
  );
  await discardImport(instructor.ctx, importId);
  await expect(now(importId)).rejects.toThrow("There is no such import");
  const { db } = lab.site.web.deps;
  await eventually(async () => {
    await sweepImports({ db, files: lab.site.web.deps.files });
    expect(await db.select().from(datasetImport)).toEqual([]);
  });
  expect(await filesOf(importId)).toEqual([]);
});

test("cancelled while it waits and while it is read; what was sent stays and can be imported", async () => {
  const importId = await sent(await zipOf(await classesOf(["cat", "dog"], 400)));
  await startImport(instructor.ctx, { importId, options: OPTIONS });
  await expect(startImport(instructor.ctx, { importId, options: OPTIONS })).rejects.toThrow("being imported");
  expect((await cancelImport(instructor.ctx, importId)).state).toBe("uploaded");
  await lab.worker();
  await startImport(instructor.ctx, { importId, options: { ...OPTIONS, side: 224 } });
  await eventually(async () => expect((await now(importId)).progress).not.toBeNull());
  expect(await cancelImport(instructor.ctx, importId)).toMatchObject({ state: "uploaded", progress: null });
  await startImport(instructor.ctx, { importId, options: OPTIONS });
  const ready = await ended(importId);
  expect(ready.state).toBe("ready");
  expect(ready.report).toMatchObject({ pictures: 800 });
  await eventually(async () =>
    expect(await readdir(join(lab.site.home, "imports")).catch(() => [])).toEqual([]),
  );
});

test("a worker that is killed while it reads is followed by another", async () => {
  const importId = await sent(await zipOf(await classesOf(["cat", "dog"], 300)));
  const first = await lab.worker();
  await startImport(instructor.ctx, { importId, options: { ...OPTIONS, side: 224 } });
  await eventually(async () => expect((await now(importId)).progress).not.toBeNull());
  await first.end("SIGKILL");
  await lab.worker({ STRATA_PAST_LIVES: first.id.split("-").at(-1) ?? "" });
  expect((await ended(importId)).state).toBe("ready");
});

test("an import that the queue has given up is ended; one that is left alone is cleared away", async () => {
  const { db, files } = lab.site.web.deps;
  const importId = await sent(await zipOf(await classesOf(["cat", "dog"], 6)));
  await startImport(instructor.ctx, { importId, options: OPTIONS });
  expect(await giveUpLostImports(db)).toBe(0);
  await db.execute(sql`delete from pgboss.job`);
  expect(await giveUpLostImports(db)).toBe(1);
  expect(await now(importId)).toMatchObject({
    state: "failed",
    failure: expect.stringContaining("Try once more") as string,
  });

  await discardAbandonedImports(db);
  expect((await now(importId)).state).toBe("failed");
  expect(await filesOf(importId)).toHaveLength(1);
  await db.update(datasetImport).set({ touchedAt: sql`now() - interval '25 hours'` });
  await discardAbandonedImports(db);
  await expect(now(importId)).rejects.toThrow("It may have been left alone for a day");
  expect(await sweepImports({ db, files })).toBe(1);
  expect(await filesOf(importId)).toEqual([]);
});

test("only so many at once, by who may add datasets, and seen by nobody else", async () => {
  const { db } = lab.site.web.deps;
  const learner = await lab.site.signUp();
  await addMember(db, cohortId, "learner", learner.ctx.actor);
  const upload = { cohortId, name: "x.zip", bytes: 10 };
  await expect(createImport(learner.ctx, upload)).rejects.toThrow("only instructors add datasets");
  for (let count = 0; count < MAX_OPEN_IMPORTS; count += 1) await createImport(instructor.ctx, upload);
  await expect(createImport(instructor.ctx, upload)).rejects.toThrow(/You have 4 uploads that are not done/);
  expect(await listImports(instructor.ctx, cohortId)).toHaveLength(4);
  expect(await listImports(learner.ctx, cohortId)).toEqual([]);
  expect(await db.select().from(dataset).where(eq(dataset.title, "x.zip"))).toEqual([]);
});

async function filesOf(importId: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of lab.site.web.deps.files.list(`uploads/${importId}/`)) keys.push(key);
  return keys;
}

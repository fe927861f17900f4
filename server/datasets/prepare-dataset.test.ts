import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Archive } from "./download/eurosat-archive.ts";
import { openDataset } from "./open-dataset.ts";
import { prepareDataset, type PreparedDataset } from "./prepare-dataset.ts";
import type { DatasetPhase } from "./progress.ts";
import { stagingName } from "./publish-folder.ts";
import { smallEurosat, writeZip } from "./testing.ts";

const NOWHERE: Archive = {
  url: "http://strata.invalid/EuroSAT_RGB.zip",
  fileName: "EuroSAT_RGB.zip",
  bytes: 1,
  sha256: "0".repeat(64),
};

let home: string;
let zip: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-prepare-"));
  zip = join(home, "brought.zip");
  await writeZip(zip, await smallEurosat(10));
});
afterEach(() => rm(home, { recursive: true, force: true }));

type Prepared = PreparedDataset & { phases: Set<DatasetPhase> };

async function prepare(options: { eurosat?: string; archive?: Archive } = {}): Promise<Prepared> {
  const phases = new Set<DatasetPhase>();
  const prepared = await prepareDataset({
    home,
    archive: NOWHERE,
    syntheticTiles: 100,
    onProgress: ({ phase }) => phases.add(phase),
    ...options,
  });
  expect((await openDataset(prepared.dir)).descriptor).toEqual(prepared.descriptor);
  return { ...prepared, phases };
}

test("without network: synthetic tiles, and why; drawn once", async () => {
  const first = await prepare();
  expect(first.descriptor).toMatchObject({ id: "synthetic-tiles", isSynthetic: true });
  expect(first.outcome.kind).toBe("generated");
  expect(first.outcome.message).toMatch(/strata.invalid cannot be reached/);
  const again = await prepare();
  expect(again.outcome.kind).toBe("cached");
  expect(again.phases).not.toContain("packing");
  expect(again.dir).toBe(first.dir);
});

test("EUROSAT set later takes over, is packed once, and stays when it is unset", async () => {
  await prepare();
  const imported = await prepare({ eurosat: zip });
  expect(imported.outcome.kind).toBe("imported");
  expect(imported.descriptor).toMatchObject({ isSynthetic: false, counts: { train: 60 } });

  const again = await prepare({ eurosat: zip });
  expect(again.outcome.kind).toBe("cached");
  expect(again.phases.size).toBe(0);

  const unset = await prepare();
  expect(unset).toMatchObject({ dir: imported.dir, outcome: { kind: "cached" } });
});

test("a source that was written again, or lost its packed data, is packed again", async () => {
  const { dir } = await prepare({ eurosat: zip });
  await rm(join(dir, "train-images.bin"));
  expect((await prepare({ eurosat: zip })).outcome.kind).toBe("imported");

  await writeZip(zip, await smallEurosat(15));
  const other = await prepare({ eurosat: zip });
  expect(other.outcome.kind).toBe("imported");
  expect(other.descriptor.counts.train).toBe(90);
});

test("an EUROSAT that cannot be used is an error, never synthetic tiles", async () => {
  await expect(prepare({ eurosat: join(home, "nowhere.zip") })).rejects.toThrow(
    /no file or folder .*nowhere\.zip/,
  );
  await writeFile(zip, (await readFile(zip)).subarray(0, 5000));
  await expect(prepare({ eurosat: zip })).rejects.toThrow(/brought\.zip is not a whole zip file/);
  expect(await readdir(join(home, "datasets"))).toEqual([]);
});

test("downloads, packs, and lets go of the archive", async () => {
  const bytes = await readFile(zip);
  const server = createServer((_, response) => response.end(bytes)).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const archive = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      fileName: "EuroSAT_RGB.zip",
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
    const prepared = await prepare({ archive });
    expect(prepared.outcome.kind).toBe("downloaded");
    expect(prepared.phases).toEqual(
      new Set(["connecting", "downloading", "verifying", "reading", "packing"]),
    );
    expect(await readdir(join(home, "downloads"))).toEqual([]);
    expect((await prepare()).outcome.kind).toBe("cached");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("two starts at once prepare the same dataset", async () => {
  const [one, other] = await Promise.all([prepare({ eurosat: zip }), prepare({ eurosat: zip })]);
  expect(one.dir).toBe(other.dir);
  expect((await readdir(join(home, "datasets"))).toSorted()).toEqual([one.descriptor.id, "sources"]);
});

test("what a killed importer left is removed, what a living one writes is not", async () => {
  const datasets = join(home, "datasets");
  await writeFile(join(home, "idle.mjs"), "setInterval(() => {}, 1000)");
  const killed = fork(join(home, "idle.mjs"));
  await once(killed, "spawn");
  const alive = stagingName(join(datasets, "eurosat-rgb"));
  const ofKilled = alive.replace(`-${process.pid}-`, `-${killed.pid}-`);
  const silent = join(datasets, "eurosat-rgb.packing-elsewhere");
  for (const dir of [alive, ofKilled, silent]) await mkdir(dir, { recursive: true });
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await utimes(silent, anHourAgo, anHourAgo);
  killed.kill("SIGKILL");
  await once(killed, "exit");

  await prepare();
  expect((await readdir(datasets)).filter((name) => name.includes("packing"))).toEqual([basename(alive)]);
});

import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { catalogueEntry } from "#models/datasets/catalogue.ts";
import { openDataset } from "#server/datasets/open-dataset.ts";
import { importTask } from "./task.ts";

function idx(sizes: readonly number[], values: Buffer): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  for (const [index, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * index);
  return gzipSync(Buffer.concat([header, values]));
}

test("a dataset of the catalogue is downloaded, told of and packed with its published labels", async () => {
  const folder = await mkdtemp(join(tmpdir(), "strata-import-task-"));
  const files = new Map<string, Buffer>();
  const server = createServer((request, response) => void response.end(files.get(request.url ?? ""))).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const published = (name: string, bytes: Buffer) => {
    files.set(`/${name}`, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`;
    return { url, fileName: name, bytes: bytes.length, sha256 };
  };
  const split = (name: string, count: number) => ({
    images: published(
      `${name}-i`,
      idx([count, 28, 28], Buffer.from(Array.from({ length: count * 784 }, (_, at) => (at * 7) % 256))),
    ),
    labels: published(
      `${name}-l`,
      idx([count], Buffer.from(Array.from({ length: count }, (_, at) => at % 10))),
    ),
  });
  const said: { phase: string }[] = [];
  const outDir = join(folder, "packed");
  const versionId = "0b8f2a44-6f0c-4d0b-9f1c-6f6f4a1d2c3e";
  const end = await importTask.run(
    {
      versionId,
      name: "Fashion-MNIST",
      what: {
        kind: "catalogue",
        id: "fashion-mnist",
        archives: { format: "idx", train: split("train", 60), test: split("test", 20) },
        downloadsDir: join(folder, "downloads"),
      },
      scratchDir: join(folder, "scratch"),
      outDir,
    },
    {
      say: (report) => said.push(report as { phase: string }),
      onNews: () => undefined,
      signal: new AbortController().signal,
      pauseSignal: new AbortController().signal,
      threads: undefined,
      reserveBytes: undefined,
    },
  );
  expect(end).toMatchObject({ kind: "imported", report: { layout: "catalogue", pictures: 80 } });
  expect(said[0]?.phase).toBe("downloading");
  const { descriptor, readTargets } = await openDataset(outDir);
  const { classes, splitRule } = catalogueEntry("fashion-mnist");
  expect(descriptor).toMatchObject({
    id: versionId,
    target: { task: "classification", classes },
    inputShape: [28, 28, 1],
    counts: { train: 50, validation: 10, test: 20 },
    splitRule,
  });
  expect(new Set(await readTargets("validation"))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});

test("what cannot be downloaded is refused with its reason", async () => {
  const folder = await mkdtemp(join(tmpdir(), "strata-import-task-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const away = { url: "http://strata.invalid/x", fileName: "x", bytes: 1, sha256: "0".repeat(64) };
  const end = await importTask.run(
    {
      versionId: "0b8f2a44-6f0c-4d0b-9f1c-6f6f4a1d2c3e",
      name: "CIFAR-10",
      what: {
        kind: "catalogue",
        id: "cifar-10",
        archives: { format: "cifar", archive: away },
        downloadsDir: join(folder, "d"),
      },
      scratchDir: join(folder, "scratch"),
      outDir: join(folder, "packed"),
    },
    {
      say: () => undefined,
      onNews: () => undefined,
      signal: new AbortController().signal,
      pauseSignal: new AbortController().signal,
      threads: undefined,
      reserveBytes: undefined,
    },
  );
  expect(end).toEqual({
    kind: "refused",
    reason: expect.stringContaining("strata.invalid cannot be reached") as string,
  });
});

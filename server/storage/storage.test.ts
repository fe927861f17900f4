import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readEnvironment } from "#server/platform/env.ts";
import { openStorage } from "./open-storage.ts";
import { checkpointKey, datasetKey, datasetPrefix, runKey } from "./storage-keys.ts";
import type { Storage } from "./storage.ts";
import { startS3Server, type S3Server } from "./testing/s3-server.ts";

let home: string;
let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv("AWS_ACCESS_KEY_ID", server.environment["AWS_ACCESS_KEY_ID"]);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", server.environment["AWS_SECRET_ACCESS_KEY"]);
});
afterAll(async () => {
  await server.close();
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-storage-"));
});
afterEach(async () => {
  server.objects.clear();
  await rm(home, { recursive: true, force: true });
});

const ID = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";
const key = runKey(ID, "model-1.onnx");
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (length: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31) % 251));

async function keysUnder(storage: Storage, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of storage.list(prefix)) found.push(entry.key);
  return found;
}

/** Everything that lies in the state folder and is no folder. */
async function filesLeft(): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const BACKENDS = [
  { backend: "files", extra: () => ({}) },
  { backend: "S3", extra: () => server.environment },
];

describe.each(BACKENDS)("$backend", ({ extra }) => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await openStorage(
      readEnvironment({ NODE_ENV: "test", STRATA_HOME: home, DISK_RESERVE_BYTES: "0", ...extra() }),
    );
    await storage.check();
  });

  async function readAll(wanted: string): Promise<Buffer | null> {
    const found = await storage.openRead(wanted);
    return found === null ? null : buffer(found.stream);
  }

  test.each([0, 1, 200_000, 20_000_000])("keeps %i bytes with their size and hash", async (length) => {
    const bytes = bytesOf(length);
    await writeFile(join(home, "source"), bytes);
    const expected = { key, sizeBytes: length, sha256: sha256Of(bytes) };
    expect(await storage.putFile(key, join(home, "source"))).toEqual(expected);
    expect(await storage.head(key)).toEqual({ sizeBytes: length });
    expect((await readAll(key))?.equals(bytes)).toBe(true);
    // The source stays, unless it may be taken.
    expect((await stat(join(home, "source"))).size).toBe(length);
    const again = runKey(ID, "again");
    expect(await storage.put(again, Readable.from([bytes], { objectMode: false }))).toEqual({
      ...expected,
      key: again,
    });
    const taken = runKey(ID, "taken");
    expect(await storage.putFile(taken, join(home, "source"), { canTake: true })).toEqual({
      ...expected,
      key: taken,
    });
    await expect(stat(join(home, "source"))).rejects.toThrow("ENOENT");
    expect((await readAll(taken))?.equals(bytes)).toBe(true);
  });

  test("reads ranges, and says so where there are none", async () => {
    await storage.put(key, Readable.from([Buffer.from("0123456789")]));
    const read = async (start: number, end?: number) => {
      const found = await storage.openRead(key, { start, ...(end === undefined ? {} : { end }) });
      return found === null ? null : `${found.sizeBytes} ${await text(found.stream)}`;
    };
    expect(await read(2, 5)).toBe("3 234");
    expect(await read(9)).toBe("1 9");
    expect(await read(0, 10)).toBe("10 0123456789");
    for (const [start, end] of [
      [10, undefined],
      [5, 5],
      [6, 5],
      [-1, 5],
      [8, 11],
      [0.5, 2],
    ] as const) {
      await expect(read(start, end)).rejects.toThrow(RangeError);
    }
    expect(await storage.openRead(runKey(ID, "absent"), { start: 0, end: 1 })).toBeNull();
  });

  test("a source that breaks leaves the old bytes and nothing half done", async () => {
    await storage.put(key, Readable.from([Buffer.from("old")]));
    const before = await filesLeft();
    const breaking = Readable.from(
      (async function* () {
        yield bytesOf(9_000_000);
        throw new Error("the disk went away");
      })(),
    );
    await expect(storage.put(key, breaking)).rejects.toThrow("the disk went away");
    expect((await readAll(key))?.toString()).toBe("old");
    expect(await filesLeft()).toEqual(before);
    expect(server.uploads.size).toBe(0);
  });

  test("lists what lies under a prefix in the order of its keys, however many there are, and removes it", async () => {
    const keys = ["a", "b/c", "b-2", "b", "d.e", "f1", "f10", "f2"].map(
      (name) => `checkpoints/${ID}-${name}/x`,
    );
    const other = checkpointKey(`${ID}0`, "y");
    for (const each of [...keys, other]) await storage.put(each, Readable.from([Buffer.from("1")]));
    expect(await keysUnder(storage, "checkpoints/")).toEqual([...keys, other].toSorted());
    expect(await keysUnder(storage, `checkpoints/${ID}-b/`)).toEqual([
      `checkpoints/${ID}-b/c/x`,
      `checkpoints/${ID}-b/x`,
    ]);
    await storage.removeAll(`checkpoints/${ID}-b/`);
    await storage.removeAll(`checkpoints/${ID}-b/`);
    expect(await keysUnder(storage, "checkpoints/")).toHaveLength(7);
    expect(await keysUnder(storage, "runs/")).toEqual([]);
  });

  test("what is removed is gone, also twice", async () => {
    await storage.put(key, Readable.from([Buffer.from("x")]));
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.openRead(key)).toBeNull();
    expect(await storage.head(key)).toBeNull();
    expect(await storage.localCopy(key)).toBeNull();
    // In the state folder the last file takes its folder with it.
    const left = await readdir(join(home, "artifacts/runs")).catch(() => []);
    expect(left).toEqual([]);
  });

  test("gives a runtime a file, and all of a dataset as a folder", async () => {
    await storage.put(key, Readable.from([Buffer.from("model")]));
    const copy = await storage.localCopy(key);
    expect(await readFile(copy!.file, "utf8")).toBe("model");
    await copy!.release();
    const version = "eurosat-rgb-subset-00000000";
    expect(await storage.localFolder(datasetPrefix(version))).toBeNull();
    for (const part of ["descriptor.json", "train-images.bin", "train-labels.bin", "test-labels.bin"]) {
      await storage.put(datasetKey(version, part), Readable.from([Buffer.from(part)]));
    }
    const dataset = await storage.localFolder(datasetPrefix(version));
    expect((await readdir(dataset!.folder)).toSorted()).toEqual([
      "descriptor.json",
      "test-labels.bin",
      "train-images.bin",
      "train-labels.bin",
    ]);
    expect(await readFile(join(dataset!.folder, "train-labels.bin"), "utf8")).toBe("train-labels.bin");
    await dataset!.release();
  });

  test("a reader who leaves early does no harm", async () => {
    await storage.put(key, Readable.from([bytesOf(3_000_000)], { objectMode: false }));
    const unread = await storage.openRead(key);
    unread!.stream.destroy();
    const begun = await storage.openRead(key);
    for await (const chunk of begun!.stream) {
      expect(chunk).toBeDefined();
      break;
    }
    expect((await readAll(key))?.length).toBe(3_000_000);
  });

  test("puts into the reserve of the disk are refused", async () => {
    const reserve = { NODE_ENV: "test" as const, STRATA_HOME: home, DISK_RESERVE_BYTES: String(2 ** 52) };
    const full = await openStorage(readEnvironment({ ...reserve, ...extra() }));
    await expect(full.put(key, Readable.from([Buffer.from("x")]))).rejects.toMatchObject({ code: "ENOSPC" });
    expect(await storage.head(key)).toBeNull();
  });

  test.each(["../secret", "runs/../../secret", "/etc/passwd", "runs//x", "a\\..\\b", "runs/.tmp-1", "", "."])(
    "refuses the key %j",
    async (bad) => {
      await expect(async () => storage.openRead(bad)).rejects.toThrow(RangeError);
      await expect(async () => storage.put(bad, Readable.from([]))).rejects.toThrow(RangeError);
      await expect(async () => storage.removeAll(`${bad}/`)).rejects.toThrow(RangeError);
      await expect(async () => storage.removeAll("runs")).rejects.toThrow(RangeError);
      expect(() => runKey(bad, "x")).toThrow(RangeError);
    },
  );
});

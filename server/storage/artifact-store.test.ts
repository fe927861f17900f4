import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ArtifactStore, artifactKey, createArtifactStore } from "./artifact-store.ts";

let folder: string;
let store: ArtifactStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-artifacts-"));
  store = createArtifactStore(join(folder, "artifacts"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const key = artifactKey("6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11", "model.onnx");

describe("createArtifactStore", () => {
  test("keeps a file with its size and hash", async () => {
    const bytes = Buffer.alloc(200_000, 7);
    await writeFile(join(folder, "model.onnx"), bytes);
    const stored = await store.putFile(key, join(folder, "model.onnx"));
    expect(stored).toEqual({
      key,
      sizeBytes: 200_000,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    const read = await store.openRead(key);
    expect(read?.sizeBytes).toBe(200_000);
    const chunks = await read!.stream.toArray();
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    expect(await readFile((await store.pathOf(key))!)).toHaveLength(200_000);
  });

  test("a source that breaks leaves the old bytes and no temporary file", async () => {
    await store.put(key, Readable.from([Buffer.from("old")]));
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.from("new, but only ha");
        throw new Error("the disk went away");
      })(),
    );
    await expect(store.put(key, breaking)).rejects.toThrow("the disk went away");
    expect(await text((await store.openRead(key))!.stream)).toBe("old");
    expect(await readdir(join(folder, "artifacts/runs", key.split("/")[1]!))).toEqual(["model.onnx"]);
  });

  test("removing the last file removes its folder; what is absent is null", async () => {
    await store.put(key, Readable.from([Buffer.from("x")]));
    await store.remove(key);
    await store.remove(key);
    expect(await store.openRead(key)).toBeNull();
    expect(await store.pathOf(key)).toBeNull();
    expect(await readdir(join(folder, "artifacts/runs"))).toEqual([]);
  });

  test.each(["../secret", "runs/../../secret", "/etc/passwd", "runs//x", "a\\..\\b", "runs/.tmp-1", "", "."])(
    "refuses the key %j",
    async (bad) => {
      await expect(async () => store.openRead(bad)).rejects.toThrow(RangeError);
      await expect(async () => store.put(bad, Readable.from([]))).rejects.toThrow(RangeError);
      expect(() => artifactKey(bad, "x")).toThrow(RangeError);
    },
  );
});

import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { readEnvironment } from "#server/platform/env.ts";
import { openStorage } from "../open-storage.ts";
import { StorageAway } from "#server/platform/storage-away.ts";
import { StorageMisconfigured } from "../storage-errors.ts";
import { runKey } from "../storage-keys.ts";
import type { LocalCopy, Storage } from "../storage.ts";
import { startS3Server, type S3Server } from "../testing/s3-server.ts";

let server: S3Server;
let home: string;

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
  home = await mkdtemp(join(tmpdir(), "strata-s3-"));
});
afterEach(async () => {
  server.objects.clear();
  server.asked.splice(0);
  await rm(home, { recursive: true, force: true });
});

const open = (extra: Record<string, string> = {}): Promise<Storage> =>
  openStorage(
    readEnvironment({
      NODE_ENV: "test",
      STRATA_HOME: home,
      DISK_RESERVE_BYTES: "0",
      ...server.environment,
      ...extra,
    }),
  );
const bytesOf = (length: number, by = 1) => Buffer.alloc(length, by);
const key = (name: string) => runKey("one", name);
const cached = async () => (await readdir(join(home, "cache/files"))).length;

async function put(storage: Storage, name: string, bytes: Buffer): Promise<void> {
  await storage.put(key(name), Readable.from([bytes], { objectMode: false }));
}

test("a large file goes up in parts, and a part that meets SlowDown or a lost connection is sent again", async () => {
  const storage = await open();
  server.breakNext("slow-down", 2, (asked) => asked.startsWith("PUT runs/one/big"));
  server.breakNext("lost", 1, (asked) => asked.startsWith("PUT runs/one/big"));
  const bytes = Buffer.concat([bytesOf(9 * 2 ** 20, 3), bytesOf(2 ** 20, 4)]);
  await put(storage, "big", bytes);
  expect(server.objects.get(key("big"))?.bytes.equals(bytes)).toBe(true);
  expect(server.asked.filter((asked) => asked.startsWith("PUT")).length).toBeGreaterThanOrEqual(5);
  expect(server.uploads.size).toBe(0);
});

test("an upload that cannot be done leaves no parts and no file behind", async () => {
  const storage = await open();
  await writeFile(join(home, "source"), bytesOf(9 * 2 ** 20));
  server.breakNext("slow-down", 100, (asked) => asked.startsWith("PUT runs/one/never"));
  await expect(storage.putFile(key("never"), join(home, "source"))).rejects.toThrow(StorageAway);
  expect(server.objects.size).toBe(0);
  expect(server.uploads.size).toBe(0);
  server.breakNext("slow-down", 100, (asked) => asked.startsWith("PUT runs/one/small"));
  await expect(put(storage, "small", bytesOf(10))).rejects.toMatchObject({
    found: expect.stringContaining("cannot be reached: SlowDown"),
  });
  expect(await readdir(join(home, "cache/spool"))).toEqual([]);
});

test("a read goes on where its connection was lost", async () => {
  const storage = await open();
  const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => index % 253));
  await put(storage, "file", bytes);
  server.breakNext("lost", 3, (asked) => asked === `GET ${key("file")}`);
  const read = await storage.openRead(key("file"));
  expect((await buffer(read!.stream)).equals(bytes)).toBe(true);
  expect(server.asked.filter((asked) => asked.startsWith("GET"))).toHaveLength(4);
});

test("a read does not go on in another file", async () => {
  const storage = await open();
  await put(storage, "file", bytesOf(3_000_000, 1));
  server.breakNext("lost", 1, (asked) => asked === `GET ${key("file")}`);
  const read = await storage.openRead(key("file"));
  await put(storage, "file", bytesOf(3_000_000, 2));
  await expect(buffer(read!.stream)).rejects.toThrow("PreconditionFailed");
});

test("what was fetched is not fetched again, unless it is damaged", async () => {
  const storage = await open();
  await put(storage, "model", bytesOf(1_000, 7));
  const gets = () => server.asked.filter((asked) => asked.startsWith("GET")).length;
  const copy = async (from: Storage) => {
    const { file, release } = (await from.localCopy(key("model")))!;
    const bytes = await readFile(file);
    await release();
    return bytes.equals(bytesOf(1_000, 7));
  };
  const all = await Promise.all([copy(storage), copy(storage), copy(storage)]);
  expect([...all, await copy(storage)]).toEqual([true, true, true, true]);
  expect(gets()).toBe(1);
  const [name] = await readdir(join(home, "cache/files"));
  await writeFile(join(home, "cache/files", name!), bytesOf(1_000, 8));
  // Another start of Strata: it has not looked at the file yet.
  expect(await copy(await open())).toBe(true);
  expect(gets()).toBe(2);
});

test("what does not arrive as it was stored is not handed out", async () => {
  const storage = await open();
  await put(storage, "model", bytesOf(1_000, 7));
  server.objects.get(key("model"))!.bytes = bytesOf(1_000, 6);
  await expect(storage.localCopy(key("model"))).rejects.toMatchObject({
    found: expect.stringContaining("did not arrive as it was stored"),
  });
  expect(await cached()).toBe(0);
});

test("the cache drops what was used longest ago, never what somebody holds", async () => {
  const storage = await open({ S3_CACHE_BYTES: "2500" });
  for (const [index, name] of ["a", "b", "c", "d"].entries())
    await put(storage, name, bytesOf(1_000, index + 1));
  const a = (await storage.localCopy(key("a")))!;
  const b = (await storage.localCopy(key("b")))!;
  await b.release();
  // A process of its own shares the folder, and sees what we hold.
  const other = await open({ S3_CACHE_BYTES: "2500" });
  await (await other.localCopy(key("c")))!.release();
  expect(await cached()).toBe(2);
  expect(await readFile(a.file)).toEqual(bytesOf(1_000, 1));
  const gets = () => server.asked.filter((asked) => asked.startsWith("GET")).length;
  const before = gets();
  await (await storage.localCopy(key("c")))!.release();
  await (await storage.localCopy(key("a")))!.release();
  expect(gets()).toBe(before);
  await (await storage.localCopy(key("b")))!.release();
  expect(gets()).toBe(before + 1);
  // More than fits is held together all the same, and shrinks once it is let go.
  const held: LocalCopy[] = [];
  for (const name of ["b", "c", "d"]) held.push((await storage.localCopy(key(name)))!);
  expect(await cached()).toBe(4);
  for (const { release } of [a, ...held]) await release();
  expect(await cached()).toBe(2);
});

test("what a process held that was killed is let go at the next start", async () => {
  const storage = await open();
  await put(storage, "a", bytesOf(10));
  await storage.localCopy(key("a"));
  const [holder] = await readdir(join(home, "cache/held"));
  // No process has this number.
  const dead = holder!.replace(/-\d+-/, "-4194305-");
  await rename(join(home, "cache/held", holder!), join(home, "cache/held", dead));
  await open({ S3_CACHE_BYTES: "0" });
  expect(await readdir(join(home, "cache/held"))).not.toContain(dead);
});

test("a bucket that is not there, keys that are refused and a service out of reach are said in words", async () => {
  const elsewhere = await open({ S3_BUCKET: "other" });
  await expect(elsewhere.check()).rejects.toThrow(StorageMisconfigured);
  await expect(elsewhere.check()).rejects.toThrow(/no bucket "other".*S3_BUCKET/);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIASOMEBODYELSE");
  try {
    const storage = await open();
    await expect(storage.check()).rejects.toThrow(StorageMisconfigured);
    await expect(storage.check()).rejects.toThrow(/AWS_ACCESS_KEY_ID.*may not list, read and write/);
    await expect(storage.head(key("a"))).rejects.toThrow(StorageMisconfigured);
  } finally {
    vi.stubEnv("AWS_ACCESS_KEY_ID", server.environment["AWS_ACCESS_KEY_ID"]);
  }
  const gone = await startS3Server();
  await gone.close();
  const storage = await open({ S3_ENDPOINT: gone.endpoint });
  await expect(storage.check()).rejects.toThrow(StorageAway);
  await expect(storage.check()).rejects.toMatchObject({
    found: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
  });
});

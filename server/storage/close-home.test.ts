import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { onServer } from "#db/testing/on-server.ts";
import { closeHome } from "./close-home.ts";

let outer: string;
let home: string;

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), "strata-home-"));
  await chmod(outer, 0o755);
  home = join(outer, "home");
});
afterEach(() => rm(outer, { recursive: true, force: true }));

const modeOf = async (...path: string[]) => ((await stat(join(home, ...path))).mode & 0o7777).toString(8);

async function write(file: string, mode: number): Promise<void> {
  await mkdir(dirname(join(home, file)), { recursive: true });
  await writeFile(join(home, file), "x");
  await chmod(join(home, file), mode);
}

test("a new folder is closed from the start, and nothing is said", async () => {
  expect(await closeHome(home)).toEqual([]);
  expect(await modeOf()).toBe("700");
});

test("a folder that was there and open is closed with its secrets, once and with a word", async () => {
  await write("auth-secret", 0o644);
  await write("postgres/server.json", 0o640);
  await write("logs/web.log", 0o644);
  await write("datasets/tiles", 0o644);
  await chmod(home, 0o755);
  const said = await closeHome(home);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain(`${home} was open to other accounts of this machine (755)`);
  expect(said[1]).toContain("auth-secret and postgres/server.json");
  expect(await modeOf()).toBe("700");
  for (const file of ["auth-secret", "postgres/server.json", "logs/web.log"]) {
    expect(await modeOf(file)).toBe("600");
  }
  // Nobody reaches it, and its size may be large: not walked.
  expect(await modeOf("datasets/tiles")).toBe("644");
  expect(await closeHome(home)).toEqual([]);
});

test("a folder that others share is left to them, and that is said; its secrets are closed", async () => {
  await write("auth-secret", 0o644);
  await chmod(home, 0o1777);
  const said = await closeHome(home);
  expect(said[0]).toContain("no folder of Strata's alone");
  expect(await modeOf()).toBe("1777");
  expect(await modeOf("auth-secret")).toBe("600");
});

test("the database of a folder that was open is found again in the closed one, by its own account too", async () => {
  await mkdir(home, { mode: 0o755 });
  await chmod(home, 0o755);
  const before = await startEmbeddedPostgres({ home, isThrowaway: true });
  await onServer(before.url, (client) => client.query("create table kept as select 7 as value"));
  try {
    // One that runs on, as after a start that was killed, may be another account's: it needs the folder until it ends.
    const isAnothers = process.getuid?.() === 0;
    const [said] = await closeHome(home);
    expect(said).toMatch(
      isAnothers ? /the next start after that has ended closes it/ : /is closed to them now/,
    );
    expect(await modeOf()).toBe(isAnothers ? "755" : "700");
    await onServer(before.url, (client) => client.query("checkpoint"));
    const read = await onServer(before.url, (client) => client.query("select value from kept"));
    expect(read.rows).toEqual([{ value: 7 }]);
  } finally {
    await before.stop();
  }
  await closeHome(home);
  expect(await modeOf()).toBe("700");
  const after = await startEmbeddedPostgres({ home, isThrowaway: true });
  try {
    const read = await onServer(after.url, (client) => client.query("select value from kept"));
    expect(read.rows).toEqual([{ value: 7 }]);
  } finally {
    await after.stop();
  }
});

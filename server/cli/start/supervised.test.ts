import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "#models/testing/eventually.ts";
import { ROOT } from "#server/platform/paths.ts";
import { supervise, type Supervised } from "./supervised.ts";

let folder: string;
let logFile: string;
const troubles: string[] = [];
const running: Supervised[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-supervised-"));
  logFile = join(folder, "logs/program.log");
});

afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
  troubles.length = 0;
  await rm(folder, { recursive: true, force: true });
});

/** A program as an entry of dist/, by its way from there. */
async function program(source: string): Promise<string> {
  await writeFile(join(folder, "program.js"), source);
  return relative(join(ROOT, "dist"), join(folder, "program"));
}

async function start(source: string): Promise<Supervised> {
  const supervised = supervise({
    entry: await program(source),
    env: { ...process.env, GREETING: "hello" },
    logFile,
    onTrouble: (message) => troubles.push(message),
  });
  running.push(supervised);
  return supervised;
}

const log = () => readFile(logFile, "utf8").catch(() => "");
const pidsInLog = async () => [...(await log()).matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends in order when asked to. */
const POLITE = `
  process.on("SIGTERM", () => { console.log("ending in order"); process.exit(0); });
  process.stdin.resume();
  console.log(process.env.GREETING, process.env.STRATA_SUPERVISED, "pid", process.pid);`;

test("a program gets its environment, its output lands in the log, and stop ends it in order", async () => {
  const { stop } = await start(POLITE);
  await eventually(async () => expect(await log()).toMatch(/hello true pid \d+/));
  await stop();
  expect(await log()).toContain("ending in order");
  expect((await pidsInLog()).some(isAlive)).toBe(false);
  expect(troubles).toEqual([]);
});

test("a program that crashes is started again, and its trouble is told with its log's name", async () => {
  await start(`
    const { existsSync, writeFileSync } = require("node:fs");
    const mark = __filename + ".mark";
    if (!existsSync(mark)) { writeFileSync(mark, ""); console.error("first try"); process.exit(3); }
    ${POLITE}`);
  await eventually(async () => expect(await log()).toMatch(/first try[\s\S]*hello/));
  expect(troubles).toHaveLength(1);
  expect(troubles[0]).toContain("code 3");
  expect(troubles[0]).toContain(logFile);
});

test("a killed program is started again as another process", async () => {
  await start(POLITE);
  const [first] = await eventually(async () => {
    const pids = await pidsInLog();
    expect(pids).toHaveLength(1);
    return pids;
  });
  process.kill(first!, "SIGKILL");
  await eventually(async () => expect(await pidsInLog()).toHaveLength(2));
  expect(troubles[0]).toContain("SIGKILL");
});

/** How long each start is waited for, in words. */
const waits = () => troubles.map((each) => /started again (at once|in [\d.]+ s)/.exec(each)?.[1]);

test("killed at its work again and again, it is wanted back at once, and each one hears of those before", async () => {
  const kills = 5;
  await start(`
    process.stdin.resume();
    console.log("life", process.env.STRATA_LIFE, "past", process.env.STRATA_PAST_LIVES);
    console.log(JSON.stringify({ ready: "program" }), "pid", process.pid);`);
  for (let kill = 1; kill <= kills + 1; kill += 1) {
    const pids = await eventually(async () => {
      const found = await pidsInLog();
      expect(found).toHaveLength(kill);
      return found;
    });
    if (kill <= kills) process.kill(pids.at(-1)!, "SIGKILL");
  }
  expect(waits()).toEqual(Array.from({ length: kills }, () => "at once"));
  const lives = [...(await log()).matchAll(/life ([0-9a-f]{12}) past ([0-9a-f,]*)$/gm)];
  expect(lives).toHaveLength(kills + 1);
  expect(lives.map(([, , past]) => past)).toEqual(["", ...lives.slice(0, -1).map(([, life]) => life)]);
});

test("what ends by itself is waited for twice as long each time, and what is killed on its way up not longer", async () => {
  const entry = await program(`
    process.stdin.resume();
    console.log("pid", process.pid, "past", process.env.STRATA_PAST_LIVES.split(",").length);
    if (process.env.ENDS === "1") process.exit(1);`);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const env = { ...process.env, ENDS: "1" };
    running.push(supervise({ entry, env, logFile, onTrouble: (message) => troubles.push(message) }));
    for (let end = 1; end <= 7; end += 1) {
      await eventually(() => expect(troubles).toHaveLength(end));
      vi.runOnlyPendingTimers();
    }
    expect(waits()).toEqual(["in 0.5 s", "in 1 s", "in 2 s", "in 4 s", "in 8 s", "in 10 s", "in 10 s"]);
    await running.pop()?.stop();

    troubles.length = 0;
    running.push(
      supervise({ entry, env: process.env, logFile, onTrouble: (message) => troubles.push(message) }),
    );
    const before = (await pidsInLog()).length;
    for (let kill = 1; kill <= 3; kill += 1) {
      await eventually(async () => expect(await pidsInLog()).toHaveLength(before + kill));
      process.kill((await pidsInLog()).at(-1)!, "SIGKILL");
      await eventually(() => expect(troubles).toHaveLength(kill));
      vi.runOnlyPendingTimers();
    }
    expect(waits()).toEqual(["in 0.5 s", "in 0.5 s", "in 0.5 s"]);
  } finally {
    vi.useRealTimers();
  }
});

test("stopped while it waits to start a program again, it does not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const entry = await program("process.exit(1);");
    const ended = new Promise<string>((resolve) => {
      running.push(supervise({ entry, env: process.env, logFile, onTrouble: resolve }));
    });
    expect(await ended).toContain("code 1");
    expect(vi.getTimerCount()).toBe(1);
    await running[0]!.stop();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("where the supervisor itself is killed, its program learns of it by its stdin and ends", async () => {
  const entry = await program(`
    process.stdin.on("end", () => process.exit()).resume();
    console.log("pid", process.pid);`);
  // Its own process, to be killed: bundled inside the project, which finds its folder from where its code lies.
  const outfile = join(ROOT, `node_modules/.cache/supervisor-${process.pid}.mjs`);
  const options = JSON.stringify({ entry, env: {}, logFile });
  await build({
    stdin: {
      contents: `import { supervise } from "./supervised.ts";
        supervise({ ...${options}, onTrouble: console.error });`,
      resolveDir: join(ROOT, "server/cli/start"),
    },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
  });
  try {
    const supervisor = spawn(process.execPath, [outfile], { stdio: "ignore" });
    const [pid] = await eventually(async () => {
      const pids = await pidsInLog();
      expect(pids).toHaveLength(1);
      return pids;
    });
    expect(isAlive(pid!)).toBe(true);
    supervisor.kill("SIGKILL");
    await once(supervisor, "close");
    await eventually(() => expect(isAlive(pid!)).toBe(false));
  } finally {
    await rm(outfile, { force: true });
  }
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetInstance, recordInstance, runningInstance } from "./instance.ts";

let home: string;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-instance-"));
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(home, { recursive: true, force: true });
});

const write = (content: object | string) =>
  writeFile(join(home, "running.json"), typeof content === "string" ? content : JSON.stringify(content));

const HEALTHY = { ok: true, database: true, realtime: true };

/** Answers /api/health as the web process does. */
async function answer(status: number, body: object = HEALTHY): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/api/health" ? status : 404).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Another process of ours that lives until the test ends. */
async function livingProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  await once(child, "spawn");
  closers.push(async () => {
    child.kill("SIGKILL");
    await once(child, "close");
  });
  return child.pid!;
}

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "close");
  return child.pid!;
}

test("where nothing is recorded, nothing runs", async () => {
  expect(await runningInstance(home)).toBeNull();
});

test("a living process that answers is the instance", async () => {
  // People reach it under a name that this machine does not know.
  const instance = { pid: await livingProcess(), url: "https://lab.invalid", localUrl: await answer(200) };
  await write(instance);
  expect(await runningInstance(home)).toEqual(instance);
});

test("a record of a process that has ended is stale, whoever answers at its address now", async () => {
  await write({ pid: await deadProcess(), url: "https://lab.invalid", localUrl: await answer(200) });
  expect(await runningInstance(home)).toBeNull();
});

test("a pid given to another program since does not count: nobody answers", async () => {
  await write({ pid: await livingProcess(), url: "https://lab.invalid", localUrl: "http://127.0.0.1:9" });
  expect(await runningInstance(home)).toBeNull();
});

test("an answer that is none of ours does not count", async () => {
  const localUrl = await answer(200, { status: "up" });
  await write({ pid: await livingProcess(), url: "https://lab.invalid", localUrl });
  expect(await runningInstance(home)).toBeNull();
});

test("one whose database is away runs all the same: a second start would bring a second database", async () => {
  const localUrl = await answer(503, { ok: false, database: false, realtime: false });
  const instance = { pid: await livingProcess(), url: "https://lab.invalid", localUrl };
  await write(instance);
  expect(await runningInstance(home)).toEqual(instance);
});

test.each(["", "{", '{"pid":"one"}', '{"pid":1}'])("a record cut short, %j, is no instance", async (text) => {
  await write(text);
  expect(await runningInstance(home)).toBeNull();
});

test("what is recorded names this process, and is forgotten", async () => {
  const urls = { url: "https://lab.invalid", localUrl: "http://127.0.0.1:3000" };
  await recordInstance(home, urls);
  const recorded: unknown = JSON.parse(await readFile(join(home, "running.json"), "utf8"));
  expect(recorded).toEqual({ pid: process.pid, ...urls });
  await forgetInstance(home);
  await forgetInstance(home);
  await expect(readFile(join(home, "running.json"))).rejects.toThrow(/ENOENT/);
});

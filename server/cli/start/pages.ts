import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";
import { compressStatic } from "../compress-static.mjs";
import type { Report } from "./steps.ts";

const INPUTS = [
  "app",
  "models",
  "server/contract",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const STAMP = join(ROOT, ".next/strata-build");

async function filesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function inputsHash(): Promise<string> {
  const hash = createHash("sha256");
  const files = (await Promise.all(INPUTS.map((input) => filesOf(join(ROOT, input))))).flat();
  for (const file of files.toSorted()) {
    hash.update(file.slice(ROOT.length)).update(await readFile(file));
  }
  return hash.digest("hex");
}

/** Builds the pages unless what they are made of is what was built last. */
export async function buildPages(report: Report): Promise<void> {
  const wanted = await inputsHash();
  const built = await readFile(STAMP, "utf8").catch(() => "");
  if (built === wanted) return;
  await nextBuild(report);
  await compressStatic(join(ROOT, ".next/static"));
  await writeFile(STAMP, wanted);
}

function nextBuild(report: Report): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  const startedAt = performance.now();
  const ticker = setInterval(() => {
    report(`${Math.round((performance.now() - startedAt) / 1000)} s`);
  }, 1_000);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => output.push(text));
  }
  return new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The pages did not build:\n${output.join("").slice(-4_000)}`));
    });
  }).finally(() => clearInterval(ticker));
}

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ROOT } from "#server/platform/paths.ts";

const BIN = join(ROOT, "node_modules/.bin");

/** `label`: put before each line, where several tools write at once. */
export type Surroundings = { env?: Record<string, string>; label?: string };

/** Runs a tool of node_modules in the project's folder, its output ours. False where it ends with another code than 0. */
export function runTool(
  name: string,
  args: string[],
  { env = {}, label }: Surroundings = {},
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const output = label === undefined ? "inherit" : "pipe";
    const child = spawn(join(BIN, name), args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", output, output],
    });
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) passOn(stream, label ?? "");
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

function passOn(stream: Readable, label: string): void {
  createInterface({ input: stream }).on("line", (line) => process.stdout.write(`${label} │ ${line}\n`));
}

import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";

const BIN = join(ROOT, "node_modules/.bin");

/** Runs a tool of node_modules in the project's folder, its output ours. False where it ends with another code than 0. */
export function runTool(name: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(BIN, name), args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

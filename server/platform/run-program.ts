import { execFile } from "node:child_process";

export type ProgramOutcome = { isThere: boolean; code: number | null; stdout: string; stderr: string };

type Options = { timeoutMs?: number; env?: NodeJS.ProcessEnv };

/** Runs a program to its end, ended after a while. Never rejects: what went wrong is the answer. */
export function runProgram(
  command: string,
  args: readonly string[],
  { timeoutMs = 10_000, env = process.env }: Options = {},
): Promise<ProgramOutcome> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { timeout: timeoutMs, killSignal: "SIGKILL", env, encoding: "utf8" },
      (error, stdout, stderr) => {
        const isThere = (error as NodeJS.ErrnoException | null)?.code !== "ENOENT";
        resolve({ isThere, code: child.exitCode, stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}

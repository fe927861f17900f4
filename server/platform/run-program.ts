import { execFile } from "node:child_process";

export type ProgramOutcome = { isThere: boolean; code: number | null; stdout: string; stderr: string };

type Options = {
  timeoutMs?: number;
  env?: NodeJS.ProcessEnv;
  /** Of what it writes; it is ended where it writes more. */
  maxBytes?: number;
};

/** Runs a program to its end, ended after a while. Never rejects: what went wrong is the answer. */
export function runProgram(
  command: string,
  args: readonly string[],
  { timeoutMs = 10_000, env = process.env, maxBytes = 2 ** 20 }: Options = {},
): Promise<ProgramOutcome> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { timeout: timeoutMs, killSignal: "SIGKILL", env, encoding: "utf8", maxBuffer: maxBytes },
      (error, stdout, stderr) => {
        const isThere = (error as NodeJS.ErrnoException | null)?.code !== "ENOENT";
        resolve({ isThere, code: child.exitCode, stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}

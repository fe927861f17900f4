import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a program to its end. @returns the last line of its standard output, parsed. */
export async function runJson(
  command: string,
  args: readonly string[],
  { signal, environment = {} }: { signal: AbortSignal; environment?: Readonly<Record<string, string>> },
): Promise<unknown> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
    signal,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-2_000)));
  const [code, killedBy] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0) throw new Error(`${command} ended with ${killedBy ?? `code ${code}`}:\n${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

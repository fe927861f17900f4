import type { BenchContext } from "./options.ts";

/** What a long command stands on: a line of progress with its second, and a signal for when it is to stop. */
export function begin(): Pick<BenchContext, "say" | "signal"> {
  const stopRequest = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => stopRequest.abort(new Error("Stopped")));
  }
  const startedAt = performance.now();
  function say(text: string): void {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    process.stderr.write(`${`${seconds} s`.padStart(6)}  ${text}\n`);
  }
  return { say, signal: stopRequest.signal };
}

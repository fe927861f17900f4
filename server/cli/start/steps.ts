import { stderr } from "node:process";

export type Report = (status: string) => void;

const PLAIN_INTERVAL_MS = 5_000;

/**
 * Runs one step of a start-up and tells how it goes: one line that renews itself at a terminal, a plain line every few
 * seconds elsewhere. Returns what the work returns.
 */
export async function step<T>(label: string, work: (report: Report) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  let lastPlainAt = startedAt;
  const report: Report = (status) => {
    if (stderr.isTTY) {
      stderr.write(`\r\u001B[2K… ${label}: ${status}`.slice(0, stderr.columns || 80));
      return;
    }
    if (performance.now() - lastPlainAt < PLAIN_INTERVAL_MS) return;
    lastPlainAt = performance.now();
    stderr.write(`… ${label}: ${status}\n`);
  };
  if (stderr.isTTY) stderr.write(`… ${label}`);
  const clear = stderr.isTTY ? "\r\u001B[2K" : "";
  try {
    const result = await work(report);
    const seconds = (performance.now() - startedAt) / 1000;
    stderr.write(`${clear}✓ ${label}${seconds >= 1 ? ` (${seconds.toFixed(1)} s)` : ""}\n`);
    return result;
  } catch (error) {
    stderr.write(`${clear}✗ ${label}\n`);
    throw error;
  }
}

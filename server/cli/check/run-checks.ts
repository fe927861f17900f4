import type { Counts } from "./counts.ts";
import type { Outcome } from "./runners.ts";

export type Check = { name: string; run: () => Promise<Outcome> };

/** Runs the groups one after the other, the checks of a group at once, and sums up. @returns the exit code. */
export async function runChecks(groups: readonly (readonly Check[])[]): Promise<number> {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  for (const checks of groups) {
    process.stdout.write(`\n── ${checks.map(({ name }) => name).join(", ")} ──\n`);
    for (const { line, counts } of await Promise.all(checks.map(runCheck))) {
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
      summary.push(line);
    }
  }
  process.stdout.write(`\n${summary.join("\n")}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}

async function runCheck({ name, run }: Check): Promise<{ line: string; counts: Counts }> {
  const startedAt = performance.now();
  const { isGreen, counts: told } = await run().catch((error: unknown): Outcome => {
    process.stderr.write(`${name} could not run: ${String(error)}\n`);
    return { isGreen: false };
  });
  const counts = told ?? { passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1, skipped: 0 };
  // A runner that fails without naming a test, a broken file for one, is a failure all the same.
  if (!isGreen && counts.failed === 0) counts.failed = 1;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const sign = isGreen ? "✓" : "✗";
  return { line: `${sign} ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`, counts };
}

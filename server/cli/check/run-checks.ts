import type { Counts } from "./counts.ts";
import type { Outcome } from "./runners.ts";

export type Check = { name: string; run: () => Promise<Outcome> };

/** Runs them one after the other and sums up. @returns the exit code. */
export async function runChecks(checks: readonly Check[]): Promise<number> {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  for (const check of checks) {
    process.stdout.write(`\n── ${check.name} ──\n`);
    const startedAt = performance.now();
    const { isGreen, counts } = await check.run().catch((error: unknown): Outcome => {
      process.stderr.write(`${check.name} could not run: ${String(error)}\n`);
      return { isGreen: false };
    });
    const own = counts ?? { passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1, skipped: 0 };
    // A runner that fails without naming a test, a broken file for one, is a failure all the same.
    if (!isGreen && own.failed === 0) own.failed = 1;
    total.passed += own.passed;
    total.failed += own.failed;
    total.skipped += own.skipped;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    summary.push(
      `${isGreen ? "✓" : "✗"} ${check.name}: ${own.passed} passed, ${own.failed} failed (${seconds} s)`,
    );
  }
  process.stdout.write(`\n${summary.join("\n")}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}

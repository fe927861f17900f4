// What ends a test that hangs, and nothing else: no verdict may depend on how fast a machine is. docs/testing.md has the rule.

/** A whole test or hook. */
export const HUNG_MS = 20 * 60_000;

/** Waiting for one thing that is bound to come. Shorter, so that what is missing is named. */
export const PATIENCE_MS = 5 * 60_000;

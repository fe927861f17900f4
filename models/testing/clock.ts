import { expect } from "vitest";
import { isProof } from "./proof.ts";

/** A clock for what is promised in seconds. `npm run proof` alone holds it to that: elsewhere the machine may be slow. */
export function startClock() {
  const startedAt = performance.now();
  return {
    expectWithin(promisedMs: number): void {
      if (isProof) expect(performance.now() - startedAt).toBeLessThan(promisedMs);
    },
  };
}

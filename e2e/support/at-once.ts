import { inProof } from "#models/testing/proof.ts";
import { PATIENCE_MS } from "#models/testing/limits.ts";

/** What is promised within two seconds. `npm run proof` alone holds it to that: elsewhere the machine may be slow. */
export const AT_ONCE = { timeout: inProof(2_000, PATIENCE_MS) };

/** And within thirty: a killed worker's run goes on. */
export const TAKEN_UP_MS = inProof(30_000, Number.POSITIVE_INFINITY);

import type { RunCost } from "./simulate-run.ts";

// Fitted to nine networks at batch 32 on two cores of a server processor.
const SECONDS_PER_MULTIPLY_ADD = 1 / 95e9;
const SECONDS_PER_MOVED_BYTE = 1 / 21e9;
const SECONDS_PER_NODE = 4e-6;

/**
 * How long a run takes on the processor that the numbers are of. What another machine needs is a multiple of it: compute
 * and memory differ less in their ratio than in themselves.
 */
export function referenceSeconds({ multiplyAdds, movedBytes, nodes }: RunCost): number {
  return (
    multiplyAdds * SECONDS_PER_MULTIPLY_ADD + movedBytes * SECONDS_PER_MOVED_BYTE + nodes * SECONDS_PER_NODE
  );
}

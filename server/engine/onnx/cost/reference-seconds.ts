import type { RunCost } from "./simulate-run.ts";

// Fitted to nine networks at batch 32 and 128 on two cores of a server processor, each within a fifth.
const SECONDS_PER_MULTIPLY_ADD = 7e-12;
const SECONDS_PER_MOVED_BYTE = 44e-12;
const SECONDS_PER_NODE = 2e-6;
const SECONDS_PER_IMAGE = 120e-6;

/**
 * How long a run takes on the processor that the numbers are of. What another machine needs is a multiple of it: compute
 * and memory differ less in their ratio than in themselves.
 */
export function referenceSeconds({ multiplyAdds, movedBytes, nodes }: RunCost, batchSize: number): number {
  return (
    multiplyAdds * SECONDS_PER_MULTIPLY_ADD +
    movedBytes * SECONDS_PER_MOVED_BYTE +
    nodes * SECONDS_PER_NODE +
    batchSize * SECONDS_PER_IMAGE
  );
}

import type { GraphIssue } from "./graph-issue.ts";

const MAX_PARAMS = 50_000_000;
/** Values kept for one image's backward pass. 20 million are 2.5 GB at batch 32, before any gradient. */
const MAX_ACTIVATIONS = 20_000_000;
/** From here one image takes a CPU about a second. */
const SLOW_MACS = 5_000_000_000;

/** What a shared server can train at all. `activations`: numbers in all layer outputs of one image. */
export function sizeIssues(totals: { params: number; macs: number }, activations: number): GraphIssue[] {
  const issues: GraphIssue[] = [];
  if (totals.params > MAX_PARAMS) {
    const message = `The network has ${millions(totals.params)} parameters, at most ${millions(MAX_PARAMS)} can be trained here; pool more before Flatten, or use fewer units`;
    issues.push({ severity: "error", code: "TOO_MANY_PARAMS", message });
  }
  if (activations > MAX_ACTIVATIONS) {
    const message = `One image fills ${millions(activations)} values in all layers, at most ${millions(MAX_ACTIVATIONS)} fit in memory; use fewer filters or pool earlier`;
    issues.push({ severity: "error", code: "TOO_MUCH_MEMORY", message });
  }
  if (totals.macs > SLOW_MACS) {
    const message = `One image takes ${millions(totals.macs)} multiply-adds, so training will be very slow`;
    issues.push({ severity: "warning", code: "SLOW", message });
  }
  return issues;
}

function millions(count: number): string {
  return `${(count / 1_000_000).toLocaleString("en-US", { maximumFractionDigits: 1 })} million`;
}

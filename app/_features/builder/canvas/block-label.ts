import type { NodeAnalysis } from "#models/graph/node-analysis.ts";
import type { GraphIssue } from "#models/graph/graph-issue.ts";
import type { Shape } from "#models/layers/define-layer.ts";
import { issueText } from "../issue-text.ts";
import { TONE_WORD, toneOf, worstOf } from "../issue-tone.ts";

type Heard = {
  /** What it is: "Conv2D conv2d". */
  title: string;
  type: string;
  analysis: (Pick<NodeAnalysis, "shape"> & { isFrozen?: boolean }) | undefined;
  issues: readonly GraphIssue[] | undefined;
  /** Names of what leads into it and of what it leads to. */
  from: readonly string[];
  to: readonly string[];
};

/** A block as a screen reader hears it: what it is, what comes out of it, what is wrong, what stands beside it. */
export function blockLabel({ title, type, analysis, issues, from, to }: Heard): string {
  const worst = worstOf(issues);
  return [
    title,
    ...(analysis?.shape == null ? [] : [`gives ${spokenShape(analysis.shape)}`]),
    ...(analysis?.isFrozen === true ? ["frozen"] : []),
    ...(worst === undefined ? [] : [`${TONE_WORD[toneOf(worst)]}: ${issueText(worst, type)}`]),
    ...(from.length === 0 ? [] : [`after ${from.join(" and ")}`]),
    ...(to.length === 0 ? [] : [`before ${to.join(" and ")}`]),
    ...(from.length === 0 && to.length === 0 ? ["not connected"] : []),
  ].join(", ");
}

function spokenShape(shape: Shape): string {
  if (shape.length > 1) return shape.join(" by ");
  return shape[0] === 1 ? "1 number" : `${shape[0]} numbers`;
}

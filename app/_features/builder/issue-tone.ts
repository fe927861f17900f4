import type { GraphIssue } from "#models/graph/graph-issue.ts";

/** Red is for what is wrong. What is not there yet is said calmly, though training waits for both. */
export type IssueTone = "wrong" | "unfinished" | "warning";

const ORDER: readonly IssueTone[] = ["wrong", "unfinished", "warning"];

export function toneOf(issue: GraphIssue): IssueTone {
  if (issue.severity === "warning") return "warning";
  return issue.isUnfinished === true ? "unfinished" : "wrong";
}

/** The one to show where there is room for one. */
export function worstOf(issues: readonly GraphIssue[] = []): GraphIssue | undefined {
  return issues.toSorted((a, b) => ORDER.indexOf(toneOf(a)) - ORDER.indexOf(toneOf(b)))[0];
}

/** Of a text beside what it is about. */
export const TONE_TEXT: Record<IssueTone, string> = {
  wrong: "bg-destructive-soft text-destructive-text",
  unfinished: "bg-muted text-muted-foreground",
  warning: "bg-warning-soft text-warning-text",
};

/** How a screen reader hears it. */
export const TONE_WORD: Record<IssueTone, string> = {
  wrong: "problem",
  unfinished: "not finished",
  warning: "warning",
};

import type { GraphIssue } from "#models/graph/analyze.ts";
import { layerOf } from "#models/layers/index.ts";

/** An issue's message with a setting called as its form calls it: "Kernel size: expected …". */
export function issueText(issue: GraphIssue, layerType: string | undefined): string {
  const field = layerOf(layerType ?? "")?.fields.find(({ name }) => name === issue.field);
  return field === undefined ? issue.message : issue.message.replace(`${field.name}:`, `${field.label}:`);
}

"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { cn } from "#app/_lib/cn.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import type { GraphIssue } from "#models/graph/analyze.ts";
import { issueText } from "../issue-text.ts";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder } from "../store/store-context.ts";
import { blockingReason } from "./blocking-reason.ts";

export const BLOCKING_REASON_ID = "why-not-train";

/** What the whole network costs, and whether it can be trained. */
export function TotalsBar() {
  const analysis = useBuilder((state) => state.analysis);
  const { params, trainableParams, macs } = analysis.totals;
  // A layer whose shape is not known counts nothing, and nor do those that it leads to.
  const isKnown = Object.values(analysis.nodes).every(({ shape }) => shape !== null);
  const counted = (text: string) => (isKnown ? text : "–");
  const reason = useBuilder((state) => blockingReason(state.analysis, state.graph));
  return (
    <section
      aria-label="Totals"
      className="flex min-h-10 shrink-0 items-center gap-x-5 border-t border-border bg-card px-3 text-[0.8125rem] max-md:flex-wrap max-md:py-1.5"
    >
      <dl className="num flex shrink-0 gap-x-4 sm:gap-x-5">
        <Total label="Parameters" title={counted(formatCount(params))}>
          {counted(formatCount(params))}
        </Total>
        <Total label="Trainable" title={counted(formatCount(trainableParams))} className="max-sm:hidden">
          {counted(formatCount(trainableParams))}
        </Total>
        <Total label="Multiply-adds" title={`${formatCount(macs)} for one image, forward`}>
          {counted(formatCountShort(macs))}
        </Total>
      </dl>
      <div className="ml-auto flex min-w-0 items-center gap-2">
        <output
          id={BLOCKING_REASON_ID}
          title={reason ?? undefined}
          className={cn(
            "line-clamp-2 text-right leading-[1.2]",
            reason === null ? "text-success-text" : "text-destructive-text",
          )}
        >
          {reason ?? "Ready to train"}
        </output>
        <IssuesMenu issues={analysis.issues} />
      </div>
    </section>
  );
}

type TotalProps = { label: string; title: string; className?: string; children: ReactNode };

function Total({ label, title, className, children }: TotalProps) {
  return (
    <div className={cn("flex items-baseline gap-1.5", className)} title={title}>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-[3.5rem] font-medium">{children}</dd>
    </div>
  );
}

function IssuesMenu({ issues }: { issues: readonly GraphIssue[] }) {
  const select = useBuilder((state) => state.select);
  const graph = useBuilder((state) => state.graph);
  const reveal = useReveal();
  const nodeOf = (issue: GraphIssue) => graph.nodes.find(({ id }) => id === issue.nodeId);
  const errors = issues.filter((issue) => issue.severity === "error").length;
  const label = issuesLabel(errors, issues.length - errors);
  if (issues.length === 0) {
    return <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />;
  }
  function go(issue: GraphIssue): void {
    const edge = graph.edges.find((each) => edgeId(each) === issue.edgeId);
    const id = issue.nodeId ?? edge?.target;
    if (id === undefined) return;
    select({ nodes: [id] });
    window.setTimeout(() => reveal(id, { isFocused: true }));
  }
  return (
    <Menu>
      <MenuTrigger
        aria-label={`${label}: show them`}
        className={cn(
          "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-xs font-medium [&_svg]:size-3.5",
          errors > 0 ? "bg-destructive-soft text-destructive-text" : "bg-warning-soft text-warning-text",
        )}
      >
        {errors > 0 ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
        {label}
      </MenuTrigger>
      <MenuContent align="end" side="top" className="max-w-md">
        {issues.map((issue) => (
          <MenuItem
            key={`${issue.code} ${issue.nodeId ?? ""} ${issue.edgeId ?? ""} ${issue.message}`}
            onClick={() => go(issue)}
          >
            {issue.severity === "error" ? (
              <CircleAlert aria-hidden className="text-destructive-text!" />
            ) : (
              <TriangleAlert aria-hidden className="text-warning-text!" />
            )}
            <span className="flex flex-col py-0.5">
              <span className="text-[0.8125rem]">{issueText(issue, nodeOf(issue)?.type)}</span>
              {issue.nodeId !== undefined && (
                <span className="font-mono text-xs text-muted-foreground">{nodeOf(issue)?.name}</span>
              )}
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

function issuesLabel(errors: number, warnings: number): string {
  const parts = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? "error" : "errors"}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
  ];
  return parts.join(", ");
}

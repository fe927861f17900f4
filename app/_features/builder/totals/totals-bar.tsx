"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { cn } from "#app/_lib/cn.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import type { GraphIssue } from "#models/graph/analyze.ts";
import { IssueIcon } from "../issue-icon.tsx";
import { issueText } from "../issue-text.ts";
import { type IssueTone, TONE_TEXT, toneOf, worstOf } from "../issue-tone.ts";
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
  const isWrong = analysis.issues.some((issue) => toneOf(issue) === "wrong");
  const statusColor =
    reason === null ? "text-success-text" : isWrong ? "text-destructive-text" : "text-muted-foreground";
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
          // Said in so many words: not every screen reader takes an output for a live region.
          aria-live="polite"
          aria-atomic
          title={reason ?? undefined}
          className={cn("line-clamp-2 text-right leading-[1.2]", statusColor)}
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
  const label = issuesLabel(issues);
  const worst = worstOf(issues);
  if (worst === undefined) {
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
          "flex h-7 shrink-0 items-center max-md:h-11 gap-1.5 rounded-md px-2 text-xs font-medium [&_svg]:size-3.5",
          TONE_TEXT[toneOf(worst)],
        )}
      >
        <IssueIcon tone={toneOf(worst)} className="size-3.5" />
        {label}
      </MenuTrigger>
      <MenuContent align="end" side="top" className="max-w-md">
        {issues.map((issue) => (
          <MenuItem
            key={`${issue.code} ${issue.nodeId ?? ""} ${issue.edgeId ?? ""} ${issue.message}`}
            onClick={() => go(issue)}
          >
            <IssueIcon tone={toneOf(issue)} />
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

function issuesLabel(issues: readonly GraphIssue[]): string {
  const countOf = (tone: IssueTone) => issues.filter((issue) => toneOf(issue) === tone).length;
  const [wrong, unfinished, warnings] = [countOf("wrong"), countOf("unfinished"), countOf("warning")];
  const parts = [
    ...(wrong > 0 ? [`${wrong} ${wrong === 1 ? "error" : "errors"}`] : []),
    ...(unfinished > 0 ? [`${unfinished} to finish`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
  ];
  return parts.join(", ");
}

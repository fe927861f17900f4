"use client";

import { cn } from "#app/_lib/cn.ts";
import type { GraphIssue } from "#models/graph/graph-issue.ts";
import { CureButton } from "../cure-button.tsx";
import { issueText } from "../issue-text.ts";
import { TONE_TEXT, toneOf } from "../issue-tone.ts";

type BlockNoteProps = { issue: GraphIssue; type: string };

/** What is wrong, under the block that causes it, and the click that mends it. */
export function BlockNote({ issue, type }: BlockNoteProps) {
  return (
    <div
      className={cn(
        "face-note nodrag absolute top-full left-1/2 z-10 mt-1 flex w-max max-w-[248px] -translate-x-1/2 flex-col items-center gap-1 rounded-md px-2 py-0.5 text-center leading-[1.2]",
        TONE_TEXT[toneOf(issue)],
      )}
    >
      <p role="note" className="line-clamp-2">
        {issueText(issue, type)}
      </p>
      {issue.cure !== undefined && <CureButton cure={issue.cure} />}
    </div>
  );
}

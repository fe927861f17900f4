"use client";

import { cn } from "#app/_lib/cn.ts";
import type { GraphIssue } from "#models/graph/graph-issue.ts";
import { CureButton } from "../cure-button.tsx";
import { issueText } from "../issue-text.ts";
import { TONE_TEXT, toneOf } from "../issue-tone.ts";

type BlockNoteProps = { issue: GraphIssue; type: string };

/** What is wrong, between the block that causes it and the next, and the click that mends it. The whole of it is a tooltip. */
export function BlockNote({ issue, type }: BlockNoteProps) {
  return (
    <div
      className={cn(
        "face-note nodrag absolute top-full left-1/2 z-10 mt-0.5 flex w-max max-w-[264px] -translate-x-1/2 items-center justify-center gap-2 rounded-md px-1.5 leading-[1.2]",
        TONE_TEXT[toneOf(issue)],
      )}
    >
      <p role="note" className="line-clamp-2">
        {issueText(issue, type)}
      </p>
      {issue.cure !== undefined && (
        <CureButton
          cure={issue.cure}
          // As large to a finger as it looks to nobody: there are 34 pixels to the next block.
          className="relative shrink-0 after:absolute after:-inset-x-1 after:-inset-y-2.5 after:content-[''] max-md:min-h-0"
        />
      )}
    </div>
  );
}

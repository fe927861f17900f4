"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { RunStateBadge } from "../run-state-badge.tsx";
import { runNumbers } from "../run-numbers.ts";
import type { ComparedRun } from "./compared-run.ts";
import { RunLetter } from "./run-name.tsx";

type ComparedHeadsProps = {
  runs: readonly ComparedRun[];
  /** Puts it first: what the others are compared with. */
  onBase: (runId: string) => void;
  onRemove: (runId: string) => void;
};

/** Which runs are compared; the first is what the others are held against. */
export function ComparedHeads({ runs, onBase, onRemove }: ComparedHeadsProps) {
  return (
    <ul aria-label="Compared runs" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {runs.map(({ letter, color, details }, place) => {
        const { value, what } = runNumbers(details);
        return (
          <li key={details.id}>
            <Card className="flex h-full items-start gap-3 p-3">
              <RunLetter letter={letter} color={color} />
              <div className="min-w-0 flex-1">
                <Link
                  href={`/cohorts/${details.cohortId}/runs/${details.id}`}
                  className="block truncate font-medium underline-offset-3 hover:underline"
                >
                  {details.name}
                </Link>
                <p className="truncate text-[0.8125rem] text-muted-foreground">
                  {details.startedBy.name} · <RelativeTime at={details.createdAt} />
                </p>
                <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem]">
                  <RunStateBadge state={details.state} />
                  <span className="num font-semibold">{value}</span>
                  <span className="text-muted-foreground">{what}</span>
                </p>
              </div>
              <div className="flex flex-col items-end gap-1">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  className="max-md:size-11"
                  aria-label={`Leave out ${details.name}`}
                  onClick={() => onRemove(details.id)}
                >
                  <X aria-hidden />
                </Button>
                <Button
                  variant={place === 0 ? "secondary" : "ghost"}
                  size="sm"
                  className="max-md:h-11"
                  aria-pressed={place === 0}
                  title="What the others are held against"
                  onClick={() => onBase(details.id)}
                >
                  Base
                </Button>
              </div>
            </Card>
          </li>
        );
      })}
    </ul>
  );
}

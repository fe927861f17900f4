"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { RunDetails } from "#server/contract/run.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { compareAddress } from "./compare/compare-address.ts";
import { designOfRun } from "./design-of-run.ts";
import { RunMarks } from "./list/run-marks.tsx";
import type { RunFeedState } from "./live/run-feed.ts";
import { RunActions } from "./run-actions.tsx";
import { RunStatus } from "./run-status.tsx";

type RunHeaderProps = { details: RunDetails; live: RunFeedState; status: string };

export function RunHeader({ details, live, status }: RunHeaderProps) {
  return (
    <header className="flex flex-col gap-3">
      <Link
        href={`/cohorts/${details.cohortId}/runs`}
        className="text-muted-foreground hover:text-foreground -ml-1 inline-flex items-center gap-0.5 self-start text-sm"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Runs
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 space-y-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h1 className="text-2xl font-semibold tracking-tight break-words">{details.name}</h1>
            <RunStatus state={live.history.state} text={status} />
          </div>
          <p className="text-muted-foreground text-sm">
            Started by {details.startedBy.name}, <RelativeTime at={details.createdAt} />
            {details.design !== null && (
              <>
                , from the design{" "}
                <Link
                  href={designOfRun({ ...details, designId: details.design.id, runId: details.id })}
                  className="text-foreground underline decoration-border-strong underline-offset-3 hover:decoration-current"
                >
                  {details.design.name}
                </Link>
              </>
            )}
            {" · "}
            <Link
              href={compareAddress(details.cohortId, [details.id])}
              className="text-foreground underline decoration-border-strong underline-offset-3 hover:decoration-current"
            >
              Compare with others
            </Link>
          </p>
          <RunMarks tags={details.tags} isHidden={details.isHidden} />
        </div>
        <RunActions details={details} state={live.history.state} pausePoint={live.history.pausePoint} />
      </div>
    </header>
  );
}

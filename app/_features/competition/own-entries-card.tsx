"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { Moment } from "#app/_features/exercise/moment.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { MAX_FINAL_ENTRIES } from "#models/competition/defaults.ts";
import type { CompetitionView, OwnEntry } from "#server/contract/competition.ts";
import { useTakeCompetition } from "./use-take-competition.ts";

/** What one has entered, and which of it is to count. */
export function OwnEntriesCard({ competition }: { competition: CompetitionView }) {
  const { entries, cohortId, exerciseId, state } = competition;
  const canChoose = state === "open" || state === "closed";
  return (
    <Card aria-label="Your entries">
      <CardHeader className="flex-wrap">
        <CardTitle>Your entries</CardTitle>
        {state === "open" && (
          <ButtonLink href={`/cohorts/${cohortId}/exercises/${exerciseId}`} size="sm" variant="secondary">
            Enter a run
          </ButtonLink>
        )}
      </CardHeader>
      {entries.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">
          {state === "open"
            ? "You have entered nothing yet. Hand a run in on the page of the exercise; it is scored within seconds."
            : "You have entered nothing."}
        </p>
      ) : (
        <>
          <p className="px-4 pt-3 text-[0.8125rem] text-muted-foreground">
            {canChoose
              ? `Choose up to ${MAX_FINAL_ENTRIES} to count at the reveal. As long as you choose none, your best on the public part count.`
              : "What counts at the reveal is settled."}
          </p>
          <ul aria-label="Your entries" className="divide-y divide-border">
            {entries.map((entry) => (
              <EntryRow key={entry.submissionId} entry={entry} cohortId={cohortId} canChoose={canChoose} />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

const ORIGINS: Record<OwnEntry["origins"][number], string> = {
  imported: "Imported weights",
  run: "Weights of a run",
  "other-dataset": "Other dataset",
};

type EntryRowProps = { entry: OwnEntry; cohortId: string; canChoose: boolean };

function EntryRow({ entry, cohortId, canChoose }: EntryRowProps) {
  const trpc = useTRPC();
  const take = useTakeCompetition();
  const choose = useMutation(
    trpc.competition.chooseFinal.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: take,
    }),
  );
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <Link
          href={`/cohorts/${cohortId}/runs/${entry.runId}`}
          className="truncate font-medium hover:underline"
        >
          {entry.runName}
        </Link>
        <p className="num flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted-foreground">
          <Moment at={entry.submittedAt} />
          {entry.origins.map((origin) => (
            <Badge key={origin} tone="info">
              {ORIGINS[origin]}
            </Badge>
          ))}
          {entry.isCounted && <Badge tone="success">Counts</Badge>}
        </p>
      </div>
      <div className="num flex flex-col items-end text-right">
        <span className="font-semibold">{formatPercent(entry.private?.score ?? entry.public.score, 2)}</span>
        <span className="text-xs text-muted-foreground">
          {entry.private === null ? "public" : `public ${formatPercent(entry.public.score, 2)}`}
        </span>
      </div>
      {canChoose && (
        <Switch
          aria-label={`${entry.runName} counts at the reveal`}
          checked={entry.isFinal}
          disabled={choose.isPending}
          onCheckedChange={(isFinal) => choose.mutate({ submissionId: entry.submissionId, isFinal })}
        />
      )}
    </li>
  );
}

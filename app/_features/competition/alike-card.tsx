"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { compareAddress } from "#app/_features/run/compare/compare-address.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import type { AlikePair, CompetitionView } from "#server/contract/competition.ts";
import { alikeWords, innocentWords } from "./alike-words.ts";

type AlikeCardProps = Pick<CompetitionView, "exerciseId" | "cohortId">;

/** For who grades, when they ask: entries of two people that have much in common. What it means is theirs to say. */
export function AlikeCard({ exerciseId, cohortId }: AlikeCardProps) {
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(
    trpc.competition.alike.queryOptions({ exerciseId }, { enabled: false }),
  );
  return (
    <Card aria-label="Entries that are alike">
      <CardHeader>
        <CardTitle>Entries that are alike</CardTitle>
        <Button size="sm" variant="secondary" isBusy={isFetching} onClick={() => void refetch()}>
          {data === undefined ? "Look for them" : "Look again"}
        </Button>
      </CardHeader>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined || data.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">
          {data === undefined
            ? "Compares everybody’s newest entry: weights, networks, edits, answers on the hidden tiles. It decides nothing: the same starter and seed make them alike, too."
            : "No two people’s newest entries have much in common."}
        </p>
      ) : (
        <ul aria-label="Entries that are alike" className="divide-y divide-border text-sm">
          {data.map((pair) => (
            <AlikeItem
              key={pair.entries.map(({ runId }) => runId).join(" ")}
              cohortId={cohortId}
              pair={pair}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function AlikeItem({ pair, cohortId }: { pair: AlikePair; cohortId: string }) {
  const [one, other] = pair.entries;
  const innocent = innocentWords(pair);
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href={compareAddress(cohortId, [one.runId, other.runId])}
          className="font-medium underline decoration-border-strong underline-offset-3 wrap-anywhere hover:decoration-current"
        >
          {one.user.name} ({one.runName}) and {other.user.name} ({other.runName})
        </Link>
        {pair.hasSameWeights && <Badge tone="warning">Same weights</Badge>}
        {pair.hasSameSeed && <Badge>Same seed</Badge>}
      </p>
      <ul className="num list-disc space-y-0.5 pl-5 text-muted-foreground">
        {alikeWords(pair).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {innocent !== null && <p className="text-[0.8125rem] text-muted-foreground">{innocent}</p>}
    </li>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Dices } from "lucide-react";
import { explainError } from "#app/_lib/explain-error.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { TRAINABLE } from "#models/layers/trainable.ts";
import type { RunDetails, RunState } from "#server/contract/run.ts";
import { compareAddress } from "../compare/compare-address.ts";
import { TwinClasses } from "./twin-classes.tsx";
import { TwinStatus } from "./twin-status.tsx";

const REFRESH_MS = 3_000;

type RunTwinProps = { details: RunDetails; state: RunState };

/** What imported weights bring: the same network from random ones, trained with a press, beside it class by class. */
export function RunTwin({ details, state }: RunTwinProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: runId, cohortId, twinOf } = details;
  const otherId = twinOf?.id ?? details.twinId;
  const other = useQuery(
    trpc.run.get.queryOptions(
      { runId: otherId ?? "" },
      {
        enabled: otherId !== null,
        refetchInterval: ({ state: { data } }) =>
          data === undefined || isEnded(data.state) ? false : REFRESH_MS,
      },
    ),
  );
  const start = useMutation(
    trpc.run.startTwin.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      async onSuccess(twin) {
        queryClient.setQueryData(trpc.run.get.queryKey({ runId: twin.id }), twin);
        queryClient.setQueryData(
          trpc.run.get.queryKey({ runId }),
          (known) => known && { ...known, twinId: twin.id },
        );
      },
    }),
  );
  const found = other.data;
  const cameToNothing = found !== undefined && isEnded(found.state) && found.state !== "finished";
  const canStart =
    twinOf === null && state !== "failed" && state !== "cancelled" && (otherId === null || cameToNothing);
  const areBothDone = state === "finished" && found?.state === "finished";
  const pair: [random: string, begun: string] = twinOf === null ? [otherId ?? "", runId] : [runId, twinOf.id];
  if (otherId === null && !canStart) return null;
  return (
    <Card aria-label="Beside random weights">
      <CardHeader>
        <CardTitle>Beside random weights</CardTitle>
        {canStart ? (
          <Button
            size="sm"
            variant="secondary"
            icon={<Dices aria-hidden />}
            isBusy={start.isPending}
            onClick={() => start.mutate({ runId })}
          >
            {cameToNothing ? "Train it once more" : "Train it from random weights"}
          </Button>
        ) : (
          found !== undefined && (
            <ButtonLink size="sm" variant="secondary" href={compareAddress(cohortId, pair)}>
              Compare the two
            </ButtonLink>
          )
        )}
      </CardHeader>
      <CardContent className="space-y-3 text-sm">
        <p className="max-w-prose text-muted-foreground">{explained(details)}</p>
        {found !== undefined && !areBothDone && <TwinStatus details={found} />}
        {areBothDone && details.target.task === "classification" && <TwinClasses pair={pair} />}
      </CardContent>
    </Card>
  );
}

function explained({ twinOf, startedFrom, graph }: RunDetails): string {
  if (twinOf !== null) {
    return `This run trains the network of “${twinOf.name}” from random weights, with the same settings and seed and nothing frozen, to show what the weights brought which that one began from.`;
  }
  const isFrozen = graph.nodes.some(({ settings }) => settings[TRAINABLE] === false);
  return [
    `What does beginning from ${startedFrom?.source ?? "other weights"} bring? The same network from random weights, with the same settings and seed, shows it class by class.`,
    isFrozen
      ? "Nothing is frozen there, since frozen random weights teach nothing: it trains longer than this run."
      : "",
  ].join(" ");
}

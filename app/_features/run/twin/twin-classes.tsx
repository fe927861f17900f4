"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_lib/trpc.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { RunResult } from "#server/contract/run.ts";
import { ClassChanges } from "../compare/class-changes-list.tsx";
import { classChanges } from "../compare/class-changes.ts";
import { evaluationPair } from "../compare/compare-pair.ts";

type TwinClassesProps = { pair: readonly [random: string, begun: string] };

/** Each class by the network from random weights, then by the one that began from others. */
export function TwinClasses({ pair: [random, begun] }: TwinClassesProps) {
  const trpc = useTRPC();
  const first = useQuery(trpc.run.result.queryOptions({ runId: random }));
  const second = useQuery(trpc.run.result.queryOptions({ runId: begun }));
  const failed = [first, second].find(({ error }) => error !== null);
  if (failed?.error != null) {
    return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (first.data == null || second.data == null) return <Skeleton className="h-80" />;
  return <Classes random={first.data} begun={second.data} />;
}

function Classes({ random, begun }: { random: RunResult; begun: RunResult }) {
  const [before, after] = evaluationPair(random, begun);
  const split = random.test === null || begun.test === null ? "validation" : "test";
  return (
    <div className="space-y-3">
      <p className="num">
        Right on the {split} tiles: <span className="font-semibold">{formatPercent(before.accuracy)}</span>{" "}
        from random weights, <span className="font-semibold">{formatPercent(after.accuracy)}</span> with the
        imported ones. Below, each class by its F1 from random weights and with the imported ones; grey is
        what chance alone may make of so few tiles.
      </p>
      <ClassChanges changes={classChanges(before, after)} className="lg:grid-cols-2 lg:gap-x-12" />
    </div>
  );
}

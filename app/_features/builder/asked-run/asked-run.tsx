"use client";

import { History, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { GraphTarget } from "#models/graph/analyze.ts";
import { Button } from "#app/_ui/button.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPCClient } from "#app/_lib/trpc.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { designOfRun } from "#app/_features/run/design-of-run.ts";
import { TrainAgainDialog } from "./train-again-dialog.tsx";
import { useAskedRun } from "./use-asked-run.ts";
import { usePutBack } from "./use-put-back.ts";

type AskedRunProps = {
  design: DesignDetails;
  target: GraphTarget;
  /** Opens the form with the run's settings. */
  onTrain: (run: RunDetails) => void;
};

/** Where one comes from a run to its design: whether the design still is what the run trained, and the way back to it. */
export function AskedRun({ design, target, onTrain }: AskedRunProps) {
  const asked = useAskedRun(design, target);
  const putBack = usePutBack();
  const client = useTRPCClient();
  const router = useRouter();
  const [dismissedId, setDismissedId] = useState<string | null>(null);
  const [isCopying, setIsCopying] = useState(false);

  // Loaded again, the page does not ask again.
  function train(): void {
    if (asked === null) return;
    window.history.replaceState(null, "", `?run=${asked.run.id}`);
    onTrain(asked.run);
  }
  const trainAtOnce = useEffectEvent(train);
  const isReady = asked !== null && asked.isToBeTrained && asked.difference === null;
  useEffect(() => {
    if (isReady) trainAtOnce();
  }, [isReady]);

  if (asked === null) return null;
  const { run, graph, difference, isToBeTrained } = asked;
  // A copy of the run's network is itself where one would be led.
  const canCopy = run.designId === design.id;

  async function openCopy(isTraining: boolean): Promise<void> {
    setIsCopying(true);
    try {
      const { id: designId, cohortId } = await client.design.fromRun.mutate({ runId: run.id });
      router.push(designOfRun({ cohortId, designId, runId: run.id, isTraining }));
    } catch (error) {
      toast.error(explainError(error).message);
      setIsCopying(false);
    }
  }

  return (
    <>
      {difference !== null && dismissedId !== run.id && (
        <section
          aria-label="The run that you come from"
          className="flex shrink-0 items-center gap-3 border-b border-border bg-info-soft px-3 py-1.5 text-[0.8125rem] max-sm:flex-wrap"
        >
          <History aria-hidden className="size-4 shrink-0 text-info-text max-sm:hidden" />
          <p className="min-w-0 flex-1 max-sm:basis-[calc(100%-4rem)]">
            This is not what{" "}
            <Link
              href={`/cohorts/${run.cohortId}/runs/${run.id}`}
              className="font-medium underline decoration-border-strong underline-offset-3"
            >
              {run.name}
            </Link>{" "}
            trained: since then {difference}.
          </p>
          <div className="flex gap-1.5 max-sm:order-last">
            {canCopy && (
              <Button
                size="sm"
                variant="secondary"
                className="max-md:h-11"
                isBusy={isCopying}
                onClick={() => void openCopy(false)}
              >
                Open it in a copy
              </Button>
            )}
            <Button
              size="sm"
              variant="secondary"
              className="max-md:h-11"
              onClick={() => putBack({ graph, name: run.name })}
            >
              Put it back
            </Button>
          </div>
          <Button
            variant="ghost"
            size="icon-sm"
            className="max-md:size-11"
            aria-label="Leave the design as it is"
            onClick={() => setDismissedId(run.id)}
          >
            <X aria-hidden />
          </Button>
        </section>
      )}
      <TrainAgainDialog
        isOpen={isToBeTrained && difference !== null}
        runName={run.name}
        difference={difference ?? ""}
        isCopying={isCopying}
        onClose={() => window.history.replaceState(null, "", `?run=${run.id}`)}
        onCopy={canCopy ? () => void openCopy(true) : null}
        onAsItIs={train}
        onPutBack={() => {
          if (putBack({ graph, name: run.name, isSaid: false })) train();
        }}
      />
    </>
  );
}

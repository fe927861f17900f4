"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import type { ModelArrival } from "#server/contract/model.ts";

const WORDS: Record<ModelArrival["state"], string> = {
  queued: "waits for a worker",
  working: "is being fetched and looked at",
  finished: "is here",
  failed: "did not come",
  cancelled: "was cancelled; the next try goes on from what has come",
};

export function ArrivalRow({ arrival }: { arrival: ModelArrival }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.model.cancel.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.model.pathKey() }),
    }),
  );
  const { id, title, state, doneBytes, bytes, failure } = arrival;
  const isOpen = state === "queued" || state === "working";
  return (
    <li className="space-y-2 px-4 py-3 text-sm">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 break-words">
          <strong className="font-semibold">{title}</strong>{" "}
          <span className="text-muted-foreground">{WORDS[state]}</span>
        </p>
        {isOpen && (
          <Button
            variant="ghost"
            size="sm"
            isBusy={cancel.isPending}
            onClick={() => cancel.mutate({ arrivalId: id })}
          >
            Cancel
          </Button>
        )}
      </div>
      {isOpen && (
        <Progress
          aria-label={`How much of ${title} has come`}
          value={doneBytes > 0 ? doneBytes / bytes : null}
        />
      )}
      {failure !== null && (
        <p role="alert" className="break-words text-destructive-text">
          {failure}
        </p>
      )}
    </li>
  );
}

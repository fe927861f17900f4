"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { explainError } from "#app/_lib/explain-error.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { ModelList } from "#server/contract/model.ts";
import { LicenceLine } from "./licence-line.tsx";

type ModelRowProps = { cohortId: string; model: ModelList["here"][number] };

export function ModelRow({ cohortId, model }: ModelRowProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.model.remove.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        setIsAsking(false);
        await queryClient.invalidateQueries({ queryKey: trpc.model.pathKey() });
      },
    }),
  );
  const facts = [
    `${formatCount(model.params)} parameters`,
    `${formatCount(model.multiplyAdds)} multiply-adds`,
    `${(model.bytes / 1e6).toFixed(1)} MB`,
    `${model.input.width} × ${model.input.height}`,
    `${model.classes.length} classes`,
  ];
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 space-y-1">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <strong className="font-semibold break-all">{model.title}</strong>
          <Badge>{model.task}</Badge>
          {model.isOwn && <Badge tone="primary">brought by this cohort</Badge>}
        </p>
        <p className="num text-sm text-muted-foreground">{facts.join(" · ")}</p>
        <LicenceLine licence={model.licence} isCopyleft={model.isCopyleft} />
      </div>
      {model.isOwn && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Delete ${model.title}`}
          onClick={() => setIsAsking(true)}
        >
          <Trash2 aria-hidden />
        </Button>
      )}
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${model.title}”?`}
        confirmLabel="Delete"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ cohortId, name: model.name })}
      >
        Nobody can ask it any more. What it has answered stays for its day.
      </AlertDialog>
    </li>
  );
}

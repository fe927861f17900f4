"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { ModelList } from "#server/contract/model.ts";
import { LicenceLine } from "./licence-line.tsx";

type KnownRowProps = { cohortId: string; entry: ModelList["known"][number] };

/** One that is known and not here: fetched once its licence has been shown, or how its file is made. */
export function KnownRow({ cohortId, entry }: KnownRowProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const fetchIt = useMutation(
    trpc.model.fetch.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        setIsAsking(false);
        await queryClient.invalidateQueries({ queryKey: trpc.model.pathKey() });
      },
    }),
  );
  const { title, about, licence, isCopyleft, source, bytes, howToGet } = entry;
  const size = bytes === null ? null : `${(bytes / 1e6).toFixed(1)} MB`;
  return (
    <li className="flex flex-wrap items-start gap-3 px-4 py-3">
      <div className="min-w-60 flex-1 space-y-1">
        <p className="text-sm">
          <strong className="font-semibold">{title}</strong> {about}
        </p>
        <LicenceLine licence={licence} isCopyleft={isCopyleft} />
        {howToGet !== null && (
          <p className="text-sm text-muted-foreground">
            Its authors publish no ONNX file. Make one, then add it below:{" "}
            <code className="font-mono text-xs break-words text-foreground">{howToGet}</code>
          </p>
        )}
      </div>
      {size !== null && (
        <Button variant="secondary" size="sm" onClick={() => setIsAsking(true)}>
          <Download aria-hidden />
          Fetch, {size}
        </Button>
      )}
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Fetch ${title}?`}
        confirmLabel="Fetch"
        variant="primary"
        isBusy={fetchIt.isPending}
        onConfirm={() => fetchIt.mutate({ cohortId, name: entry.name })}
      >
        {size} from {source}. Licence: {licence}.
        {isCopyleft &&
          " Whoever lets others use it over a network owes them the source of the whole service under the same licence."}
      </AlertDialog>
    </li>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CATALOGUE } from "#models/datasets/catalogue.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { formatBytes } from "./format-bytes.ts";

type CatalogueListProps = { cohortId: string; isBusy: boolean; onBegun: (importId: string) => void };

/** Published datasets by name: the server fetches them from their authors. */
export function CatalogueList({ cohortId, isBusy, onBegun }: CatalogueListProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const add = useMutation(
    trpc.datasetImport.fromCatalogue.mutationOptions({
      onSuccess: ({ id }) => onBegun(id),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.datasetImport.pathKey() }),
    }),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>From the catalogue</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border" aria-label="Catalogue">
        {CATALOGUE.map(({ id, title, about, counts, bytes, licence }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="text-sm font-medium">{title}</p>
              <p className="text-[0.8125rem] text-muted-foreground">
                {about}.{" "}
                <span className="num">
                  {(counts.train + counts.validation + counts.test).toLocaleString("en")}
                </span>{" "}
                pictures, {formatBytes(bytes)}. {licence}
              </p>
            </div>
            <Button
              size="sm"
              aria-label={`Add ${title}`}
              isBusy={add.isPending && add.variables.catalogueId === id}
              disabled={isBusy || add.isPending}
              onClick={() => add.mutate({ cohortId, catalogueId: id })}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
      {add.error !== null && (
        <div className="px-4 pb-3">
          <FormError>{explainError(add.error).message}</FormError>
        </div>
      )}
    </Card>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { BuilderFrame } from "./builder-frame.tsx";
import { ReadOnlyHeader } from "./header/builder-header.tsx";
import { createBuilderStore } from "./store/builder-store.ts";
import { BuilderStoreContext } from "./store/store-context.ts";

type ViewerProps = { design: DesignDetails; dataset: DatasetInfo };

/** Somebody else's shared design: to look at, and to copy. */
export function Viewer({ design, dataset }: ViewerProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [store] = useState(() =>
    createBuilderStore({
      graph: design.graph,
      target: dataset,
      isReadOnly: true,
    }),
  );
  const duplicate = useMutation(
    trpc.design.duplicate.mutationOptions({
      onSuccess(copy) {
        void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
        router.push(`/cohorts/${copy.cohortId}/designs/${copy.id}`);
      },
      onError: (error) => toast.error(explainError(error).message),
    }),
  );
  const header = (
    <ReadOnlyHeader
      name={design.name}
      ownerName={design.owner.name}
      isBusy={duplicate.isPending || duplicate.isSuccess}
      onDuplicate={() => duplicate.mutate({ designId: design.id })}
    />
  );
  return (
    <BuilderStoreContext value={store}>
      <ReactFlowProvider>
        <BuilderFrame header={header} />
      </ReactFlowProvider>
    </BuilderStoreContext>
  );
}

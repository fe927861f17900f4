"use client";

import { useState } from "react";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { BuilderFrame } from "./builder-frame.tsx";
import { ReadOnlyHeader } from "./header/builder-header.tsx";
import { createBuilderStore } from "./store/builder-store.ts";
import { useDuplicateDesign } from "./use-duplicate-design.ts";

type ViewerProps = { design: DesignDetails; dataset: DatasetInfo };

/** Somebody else's shared design: to look at, and to copy. */
export function Viewer({ design, dataset }: ViewerProps) {
  const [store] = useState(() =>
    createBuilderStore({ graph: design.graph, target: dataset, isReadOnly: true }),
  );
  const duplicate = useDuplicateDesign();
  const header = (
    <ReadOnlyHeader
      name={design.name}
      ownerName={design.owner.name}
      isBusy={duplicate.isPending || duplicate.isSuccess}
      onDuplicate={() => duplicate.mutate({ designId: design.id })}
    />
  );
  return <BuilderFrame store={store} header={header} />;
}

"use client";

import { useState } from "react";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { rename } from "#models/graph/edits/rename.ts";
import type { GraphNode } from "#models/graph/schema.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";

/** What a block is called. Half a name stays on the screen and is called wrong; the block keeps its last right one. */
export function BlockName({ node }: { node: GraphNode }) {
  const store = useBuilderStore();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const [typed, setTyped] = useState<string | null>(null);
  const refusal = useBuilder((state) => {
    const plan = typed === null ? null : rename(state.graph, node.id, typed);
    return plan === null || plan.ok ? undefined : plan.reason;
  });
  return (
    <Field
      label="Name"
      hint="Lower case letters, digits and underscores. Weights and code call the block by it."
      error={refusal}
    >
      <Input
        autoComplete="off"
        spellCheck={false}
        readOnly={isReadOnly}
        data-graph-undo=""
        value={typed ?? node.name}
        onValueChange={(next) => {
          setTyped(next);
          store.getState().edit((graph) => rename(graph, node.id, next), `rename ${node.id}`);
        }}
        onBlur={() => {
          setTyped(null);
          store.getState().endStep();
        }}
        className="h-8 px-2 font-mono max-md:h-11 text-[0.8125rem]"
      />
    </Field>
  );
}

"use client";

import { toast } from "#app/_lib/toast.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { useShowNetwork } from "../canvas/use-show-network.ts";
import { useBuilder } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";

/** Long enough to look at the network first. */
const UNDO_SHOWN_MS = 12_000;

type PutBack = { graph: ModelGraph; name: string; isSaid?: boolean };

/** Puts the network of a run on the canvas again, as one step of undo. */
export function usePutBack() {
  const edit = useEdit();
  const showNetwork = useShowNetwork();
  const undo = useBuilder((state) => state.undo);
  return ({ graph, name, isSaid = true }: PutBack): boolean => {
    if (!edit(() => ({ ok: true, edit: { kind: "replaceGraph", graph }, selected: [] }))) return false;
    showNetwork();
    if (!isSaid) return true;
    toast.success(`The network of “${name}” is back`, {
      action: { label: "Undo", onClick: undo },
      duration: UNDO_SHOWN_MS,
    });
    return true;
  };
}

"use client";

import { useCallback } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { useShowNetwork } from "../canvas/use-show-network.ts";
import { useBuilder } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";

/** Long enough to look at the network first. */
const UNDO_SHOWN_MS = 12_000;

/** Puts a known network in place of what is on the canvas; undo brings that back. */
export function useLoadNetwork(): (title: string, graph: ModelGraph) => void {
  const edit = useEdit();
  const showNetwork = useShowNetwork();
  const undo = useBuilder((state) => state.undo);
  return useCallback(
    (title, graph) => {
      if (!edit(() => ({ ok: true, edit: { kind: "replaceGraph", graph }, selected: [] }))) return;
      showNetwork();
      toast.success(`${title} is on the canvas`, {
        action: { label: "Undo", onClick: undo },
        duration: UNDO_SHOWN_MS,
      });
    },
    [edit, showNetwork, undo],
  );
}

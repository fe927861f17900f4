"use client";

import { useCallback } from "react";
import { toast } from "#app/_lib/toast.ts";
import { groupOf } from "#models/graph/edits/edit.ts";
import type { ReadNetwork } from "#models/interchange/file/parse-model-text.ts";
import type { StartingPoint } from "#models/weights/starting-point.ts";
import { useShowNetwork } from "../canvas/use-show-network.ts";
import { arrange } from "../edits/arrange.ts";
import { useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { ImportNotes } from "./import-notes.tsx";

/** Long enough to read them. */
const NOTES_SHOWN_MS = 20_000;

/** @see ReadNetwork; with what its training starts from, where the file brought weights. */
type OpenedNetwork = ReadNetwork & { start?: StartingPoint | null };

/** Puts a network that was read in place of the one on the canvas, and says what is to be known of it, or why there is none. */
export function useOpenNetwork(): (name: string, read: OpenedNetwork) => void {
  const store = useBuilderStore();
  const edit = useEdit();
  const showNetwork = useShowNetwork();
  return useCallback(
    (name, read) => {
      if (!read.ok) {
        toast.error(`${name} was not opened`, { description: read.reason });
        return;
      }
      const { notes, start = null } = read;
      const isEdited = edit(() => {
        const replaced = { kind: "replaceGraph", graph: read.graph } as const;
        const arranged = notes === null ? null : arrange(read.graph);
        const places = arranged?.ok === true ? [arranged.edit] : [];
        return { ok: true, edit: groupOf([replaced, ...places]), selected: [] };
      });
      if (!isEdited) return;
      showNetwork();
      toast.success(`${name} is on the canvas`, {
        action: { label: "Undo", onClick: () => store.getState().undo() },
        ...(notes === null && start === null
          ? {}
          : { description: <ImportNotes notes={notes ?? []} start={start} />, duration: NOTES_SHOWN_MS }),
      });
    },
    [store, edit, showNetwork],
  );
}

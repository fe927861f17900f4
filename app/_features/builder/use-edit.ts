"use client";

import { useCallback } from "react";
import { toast } from "sonner";
import type { Edit } from "./edits/edit-result.ts";
import { useBuilderStore } from "./store/store-context.ts";

/** Does an edit; a refusal is said in a toast. True where it was done. */
export function useEdit(): (edit: Edit, stepKey?: string) => boolean {
  const store = useBuilderStore();
  return useCallback(
    (edit, stepKey) => {
      const reason = store.getState().edit(edit, stepKey);
      if (reason !== null) toast.error(reason, { id: reason });
      return reason === null;
    },
    [store],
  );
}

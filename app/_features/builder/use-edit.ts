"use client";

import { useCallback } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { PlanEdit } from "./store/builder-store.ts";
import { useBuilderStore } from "./store/store-context.ts";

/** Does an edit; a refusal is said in a toast. True where it was done. */
export function useEdit(): (plan: PlanEdit, stepKey?: string) => boolean {
  const store = useBuilderStore();
  return useCallback(
    (plan, stepKey) => {
      const reason = store.getState().edit(plan, stepKey);
      if (reason !== null) toast.error(reason, { id: reason });
      return reason === null;
    },
    [store],
  );
}

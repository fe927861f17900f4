import { useEffect, useState } from "react";
import { keptResult } from "#app/_features/vision/kept-results.ts";
import { useSession } from "#app/_lib/session.tsx";
import type { LabResult } from "#models/exercises/questions/lab-result.ts";

/** What is kept in the vision lab for an exercise, also in another window; null where nothing of the kind is. */
export function useKeptResult(kind: LabResult["kind"]): LabResult | null {
  const userId = useSession().data?.user.id ?? "";
  const [kept, setKept] = useState<LabResult | null>(() => keptResult(localStorage, userId, kind));
  useEffect(() => {
    const look = () => setKept(keptResult(localStorage, userId, kind));
    // Only other windows tell: who comes back from a page of this one is told by its focus.
    window.addEventListener("storage", look);
    window.addEventListener("focus", look);
    return () => {
      window.removeEventListener("storage", look);
      window.removeEventListener("focus", look);
    };
  }, [userId, kind]);
  return kept;
}

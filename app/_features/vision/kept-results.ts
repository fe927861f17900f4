import { labResult, type LabResult } from "#models/exercises/questions/lab-result.ts";

type TextStorage = Pick<Storage, "getItem" | "setItem">;

const keyOf = (userId: string, kind: LabResult["kind"]) => `strata:vision-result:${userId}:${kind}`;

/** The last result of each kind that somebody keeps for an exercise stays in the browser, for them alone. */
export function keepResult(storage: TextStorage, userId: string, result: object): string | null {
  const parsed = labResult.safeParse(result);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "This cannot be handed in.";
  try {
    storage.setItem(keyOf(userId, parsed.data.kind), JSON.stringify(parsed.data));
    return null;
  } catch {
    return "This browser has no room to keep it. Export it as a file instead.";
  }
}

/** null where nothing of the kind is kept. */
export function keptResult(storage: TextStorage, userId: string, kind: LabResult["kind"]): LabResult | null {
  try {
    const kept = labResult.safeParse(JSON.parse(storage.getItem(keyOf(userId, kind)) ?? "null"));
    return kept.success && kept.data.kind === kind ? kept.data : null;
  } catch {
    return null;
  }
}

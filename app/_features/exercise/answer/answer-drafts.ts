import { answers, type Answers } from "#models/exercises/questions/answer.ts";

type TextStorage = Pick<Storage, "getItem" | "setItem">;

const keyOf = (exerciseId: string, userId: string) => `strata:answers:${userId}:${exerciseId}`;

/** What somebody has answered and not handed in stays in the browser, so that a reload loses nothing. */
export function readAnswers(storage: TextStorage, exerciseId: string, userId: string): Answers {
  try {
    const kept = answers.safeParse(JSON.parse(storage.getItem(keyOf(exerciseId, userId)) ?? "{}"));
    return kept.success ? kept.data : {};
  } catch {
    return {};
  }
}

type Draft = { exerciseId: string; userId: string; answers: Answers };

/** @returns false where the browser has no room, or keeps nothing. */
export function keepAnswers(storage: TextStorage, draft: Draft): boolean {
  try {
    storage.setItem(keyOf(draft.exerciseId, draft.userId), JSON.stringify(draft.answers));
    return true;
  } catch {
    return false;
  }
}

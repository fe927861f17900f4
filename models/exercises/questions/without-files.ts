import type { Answers } from "./answer.ts";

/** Answers without the names that files had on their owner's machine, which may say whose they are. */
export function withoutFiles(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, "file" in answer ? { ...answer, file: "" } : answer]),
  );
}

import type { TRPCClient } from "@trpc/client";
import type { VisionAnswer } from "#models/vision/question.ts";
import type { AppRouter } from "#server/api/root.ts";
import type { AskVisionInput } from "#server/contract/vision.ts";
import { hearReady } from "./hear-ready.ts";

/** Asks a network about a picture and waits for its answer. @throws where it has none, in words, and where `signal` comes. */
export async function askAndWait(
  { vision }: TRPCClient<AppRouter>,
  input: AskVisionInput,
  signal: AbortSignal,
): Promise<VisionAnswer> {
  const ready = hearReady(signal);
  try {
    let question = await vision.ask.mutate(input, { signal });
    while (question.state === "queued") {
      await ready.until(question.id);
      signal.throwIfAborted();
      question = await vision.question.query({ questionId: question.id }, { signal });
    }
    if (question.answer === null) throw new Error(question.failure ?? "The network gave no answer.");
    return question.answer;
  } finally {
    ready.close();
  }
}

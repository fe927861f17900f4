import type { TRPCClient } from "@trpc/client";
import { getSocket } from "#app/_lib/socket.ts";
import type { VisionAnswer } from "#models/vision/question.ts";
import type { AppRouter } from "#server/api/root.ts";
import type { AskVisionInput } from "#server/contract/vision.ts";

/** In case the word of an answer is lost. */
const LOOK_AGAIN_MS = 1_500;

/** Asks a network about a picture and waits for its answer. @throws where it has none, in words, and where `signal` comes. */
export async function askAndWait(
  { vision }: TRPCClient<AppRouter>,
  input: AskVisionInput,
  signal: AbortSignal,
): Promise<VisionAnswer> {
  const socket = getSocket();
  const heard = new Set<string>();
  let wake = (): void => undefined;
  const listen = ({ questionId }: { questionId: string }): void => {
    heard.add(questionId);
    wake();
  };
  const stop = (): void => wake();
  // Before it is asked: an answer may be quicker than the word that it is waited for.
  socket.on("vision:ready", listen);
  signal.addEventListener("abort", stop);
  try {
    let question = await vision.ask.mutate(input, { signal });
    while (question.state === "queued") {
      signal.throwIfAborted();
      if (!heard.delete(question.id)) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, LOOK_AGAIN_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        heard.clear();
      }
      question = await vision.question.query({ questionId: question.id }, { signal });
    }
    if (question.answer === null) throw new Error(question.failure ?? "The network gave no answer.");
    return question.answer;
  } finally {
    socket.off("vision:ready", listen);
    signal.removeEventListener("abort", stop);
  }
}

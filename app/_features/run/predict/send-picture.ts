import { z } from "zod";
import { randomUuid } from "#app/_lib/random-uuid.ts";
import { doublingMs } from "#app/_lib/retry-policy.ts";
import { picturePath, predictionResult, type PredictionResult } from "#server/contract/prediction.ts";

const refusal = z.object({ error: z.object({ message: z.string() }) });
const ATTEMPTS = 4;

/** Keys of pictures that were sent and not answered: sent again, also by a second click, each is the same question. */
const unanswered = new WeakMap<Blob, string>();

/** Asks a run's network about a picture. @throws an Error in a learner's words. */
export async function sendPicture(
  runId: string,
  picture: Blob,
  delayMs: (attempt: number) => number = doublingMs,
): Promise<PredictionResult> {
  const key = unanswered.get(picture) ?? randomUuid();
  unanswered.set(picture, key);
  const { status, answer } = await post(picturePath(runId), { key, picture, delayMs });
  if (status < 500) unanswered.delete(picture);
  if (status === 200) return predictionResult.parse(answer);
  const refused = refusal.safeParse(answer);
  throw new Error(refused.success ? refused.data.error.message : "The server gave no answer. Try again.");
}

type Answered = { status: number; answer: unknown };
type Sent = { key: string; picture: Blob; delayMs: (attempt: number) => number };

/** Again while no answer comes, which leaves open whether the question was taken. */
async function post(path: string, { key, picture, delayMs }: Sent): Promise<Answered> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const headers = { "Idempotency-Key": key };
      const response = await fetch(path, { method: "POST", body: picture, headers });
      return { status: response.status, answer: await response.json() };
    } catch (cause) {
      if (attempt === ATTEMPTS) {
        throw new Error("The server could not be reached. Check the connection and try again.", { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, delayMs(attempt)));
    }
  }
}

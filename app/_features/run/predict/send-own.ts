import { z } from "zod";
import { randomUuid } from "#app/_lib/random-uuid.ts";
import { doublingMs } from "#app/_lib/retry-policy.ts";
import {
  askedWindow,
  picturePath,
  predictionResult,
  windowPath,
  type AskedWindow,
  type PredictionResult,
} from "#server/contract/prediction.ts";

const refusal = z.object({ error: z.object({ message: z.string() }) });
const ATTEMPTS = 4;
type DelayMs = (attempt: number) => number;

/** Keys of what was sent and not answered: sent again, also by a second click, each is the same question. */
const unanswered = new WeakMap<Blob, string>();

/** Asks a run's network about a picture. @throws an Error in a learner's words. */
export async function sendPicture(
  runId: string,
  picture: Blob,
  delayMs: DelayMs = doublingMs,
): Promise<PredictionResult> {
  return predictionResult.parse(await send(picturePath(runId), picture, delayMs));
}

/** Asks a run's network about the window that the last rows of a CSV make. @throws an Error in a learner's words. */
export async function sendWindow(
  runId: string,
  csv: Blob,
  delayMs: DelayMs = doublingMs,
): Promise<AskedWindow> {
  return askedWindow.parse(await send(windowPath(runId), csv, delayMs));
}

async function send(path: string, body: Blob, delayMs: DelayMs): Promise<unknown> {
  const key = unanswered.get(body) ?? randomUuid();
  unanswered.set(body, key);
  const { status, answer } = await post(path, { key, body, delayMs });
  if (status < 500) unanswered.delete(body);
  if (status === 200) return answer;
  const refused = refusal.safeParse(answer);
  throw new Error(refused.success ? refused.data.error.message : "The server gave no answer. Try again.");
}

type Answered = { status: number; answer: unknown };
type Sent = { key: string; body: Blob; delayMs: DelayMs };

/** Again while no answer comes, which leaves open whether the question was taken. */
async function post(path: string, { key, body, delayMs }: Sent): Promise<Answered> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const headers = { "Idempotency-Key": key };
      const response = await fetch(path, { method: "POST", body, headers });
      return { status: response.status, answer: await response.json() };
    } catch (cause) {
      if (attempt === ATTEMPTS) {
        throw new Error("The server could not be reached. Check the connection and try again.", { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, delayMs(attempt)));
    }
  }
}

import { z } from "zod";
import { picturePath, predictionResult, type PredictionResult } from "#server/contract/prediction.ts";

const refusal = z.object({ error: z.object({ message: z.string() }) });

/** Asks a run's network about a picture. @throws an Error in a learner's words. */
export async function sendPicture(runId: string, picture: Blob): Promise<PredictionResult> {
  const response = await fetch(picturePath(runId), { method: "POST", body: picture }).catch(
    (cause: unknown) => {
      throw new Error("The server could not be reached. Check the connection and try again.", { cause });
    },
  );
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return predictionResult.parse(answer);
  const refused = refusal.safeParse(answer);
  throw new Error(refused.success ? refused.data.error.message : "The server gave no answer. Try again.");
}

import { z } from "zod";
import { doublingMs } from "#app/_lib/retry-policy.ts";
import { importPartPath, PART_BYTES } from "#server/contract/upload-parts.ts";

const arrived = z.object({ receivedBytes: z.int() });
const refusal = z.object({ error: z.object({ message: z.string() }) });

type SendParts = {
  importId: string;
  content: Blob;
  receivedBytes: number;
  /** How much the server has, asked anew. */
  askReceived: () => Promise<number>;
  onReceived: (bytes: number) => void;
  /** Told while the server cannot be reached. */
  onWaiting: (isWaiting: boolean) => void;
  signal: AbortSignal;
  delayMs?: (attempt: number) => number;
};

/**
 * Sends what the server does not have yet, part by part; after a lost link it asks how much has arrived and goes on, for as
 * long as the page is open. @throws an Error in a learner's words where the server refuses.
 */
export async function sendParts({ delayMs = doublingMs, ...sending }: SendParts): Promise<void> {
  const { importId, content, askReceived, onReceived, onWaiting, signal } = sending;
  let { receivedBytes } = sending;
  let failures = 0;
  while (receivedBytes < content.size) {
    signal.throwIfAborted();
    try {
      const part = Math.floor(receivedBytes / PART_BYTES);
      const body = content.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
      receivedBytes = await putPart(importPartPath(importId, part), body, signal);
      if (failures > 0) onWaiting(false);
      failures = 0;
      onReceived(receivedBytes);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RefusedPart) throw new Error(error.message, { cause: error });
      failures += 1;
      onWaiting(true);
      await new Promise((resolve) => setTimeout(resolve, delayMs(failures)));
      receivedBytes = await askReceived().catch(() => receivedBytes);
    }
  }
}

class RefusedPart extends Error {}

async function putPart(path: string, body: Blob, signal: AbortSignal): Promise<number> {
  const response = await fetch(path, { method: "PUT", body, signal });
  const answer: unknown = await response.json();
  if (response.ok) return arrived.parse(answer).receivedBytes;
  const told = refusal.safeParse(answer);
  // Asked too often, out of turn, or a server in trouble: it goes on after a while.
  if (response.status === 409 || response.status === 429 || response.status >= 500)
    throw new Error("not taken now");
  throw new RefusedPart(told.success ? told.data.error.message : "The server refused a part of it.");
}

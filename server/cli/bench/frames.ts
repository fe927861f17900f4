import { z } from "zod";
import { runEvents, runProgressed } from "#server/contract/socket.ts";
import { runEvent, runProgress, type RunEvent, type RunProgress } from "#server/contract/run.ts";

/** A reply to `run:watch` holds what happened before. */
const watchReply = z.object({
  ok: z.literal(true),
  data: z.object({ events: z.array(runEvent), progress: runProgress.nullable() }),
});

export type FrameNews = { events: RunEvent[]; progress: RunProgress | null };

/** What a socket.io frame tells of a run, for engine.io 4: `42["event",{...}]`, and replies `43<id>[{...}]`. */
export function readFrame(text: string): FrameNews | null {
  const payload = /^4[23]\d*(\[.*)$/s.exec(text)?.[1];
  if (payload === undefined) return null;
  const parts: unknown = JSON.parse(payload);
  if (!Array.isArray(parts)) return null;
  const [first, second] = parts as unknown[];
  if (first === "run:events") return { events: runEvents.parse(second).events, progress: null };
  if (first === "run:progressed") return { events: [], progress: runProgressed.parse(second).progress };
  const reply = watchReply.safeParse(first);
  return reply.success ? reply.data.data : null;
}

import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { CohortTopic } from "#server/contract/socket.ts";
import type { RunEvent } from "#server/contract/run.ts";
import { replied, type PersonSocket } from "../person.ts";

const version = PROTOCOL_VERSION;

type Watched = {
  socket: PersonSocket;
  cohortId: string;
  runId: string;
  onEpoch: (epoch: number, at: number) => void;
  onChanged: (topic: CohortTopic) => void;
};

type RunWatch = { gaps: number; duplicates: number; reconnects: number };

/** A page of the run: watches its cohort and its events, and counts what does not follow the last number. */
export function watchRun({ socket, cohortId, runId, onEpoch, onChanged }: Watched) {
  const counts: RunWatch = { gaps: 0, duplicates: 0, reconnects: -1 };
  let lastSeq = 0;

  function take(events: readonly RunEvent[], isReply: boolean): void {
    const at = Date.now();
    for (const { seq, body } of events) {
      if (seq <= lastSeq) {
        // A reply may repeat what a broadcast brought while it was under way.
        if (!isReply) counts.duplicates += 1;
        continue;
      }
      if (seq !== lastSeq + 1) counts.gaps += 1;
      lastSeq = seq;
      if (body.kind === "epoch" && !isReply) onEpoch(body.metrics.epoch, at);
    }
  }

  const ready = new Promise<void>((resolve, reject) => {
    socket.on("connect", () => {
      counts.reconnects += 1;
      socket.emit("cohort:watch", { version, cohortId }, () => undefined);
      socket.emit("run:watch", { version, runId, afterSeq: lastSeq }, (reply) => {
        try {
          take(replied(reply).events, true);
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    socket.once("connect_error", reject);
  });
  socket.on("run:events", ({ events }) => take(events, false));
  socket.on("cohort:changed", ({ topic }) => onChanged(topic));
  return { counts, ready };
}

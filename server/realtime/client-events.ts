import type { z } from "zod";
import {
  unwatchCohort,
  unwatchRun,
  watchCohort,
  watchRun,
  type Ack,
  type ClientToServerEvents,
} from "#server/contract/socket.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Access } from "#server/services/access.ts";
import type { Presence } from "./presence.ts";
import type { RecentChanges } from "./recent-changes.ts";
import { cohortRoom, runRoom, type RealtimeSocket } from "./realtime-socket.ts";
import type { RunFeed } from "./run-feed.ts";

const MAX_WATCHED_RUNS = 50;
const MAX_WATCHED_COHORTS = 20;
/** A message takes a while, and another process may have rendered the page, which hears of a change a little earlier. */
const ON_THE_WAY_MS = 1_000;

export type ClientEventName = keyof ClientToServerEvents;
export type EventContext = {
  socket: RealtimeSocket;
  access: Access;
  feed: RunFeed;
  presence: Presence;
  changes: RecentChanges;
};

type InputOf<E extends ClientEventName> = Parameters<ClientToServerEvents[E]>[0];
type DataOf<E extends ClientEventName> =
  Parameters<Parameters<ClientToServerEvents[E]>[1]>[0] extends Ack<infer T> ? T : never;

type ClientEvent<E extends ClientEventName> = {
  input: z.ZodType<InputOf<E>>;
  handle: (context: EventContext, input: InputOf<E>) => Promise<DataOf<E>>;
};

/** Every event that a browser may send. One that is not here is refused. */
export const CLIENT_EVENTS: { [E in ClientEventName]: ClientEvent<E> } = {
  "run:watch": {
    input: watchRun,
    async handle({ socket, access, feed }, { runId, afterSeq }) {
      const { runs, userId } = socket.data;
      const cohortId = await access.cohortOfRun(userId, runId);
      if (cohortId === null) throw new AppError("NOT_FOUND", "There is no such run.");
      if (!runs.has(runId) && runs.size >= MAX_WATCHED_RUNS) {
        throw new AppError("QUOTA_EXCEEDED", `At most ${MAX_WATCHED_RUNS} runs can be watched at once.`);
      }
      runs.set(runId, cohortId);
      return feed.watch(runId, afterSeq, () => {
        // Both may have gone while this waited its turn.
        if (socket.connected && runs.has(runId)) return socket.join(runRoom(runId));
      });
    },
  },
  "run:unwatch": {
    input: unwatchRun,
    async handle({ socket }, { runId }) {
      socket.data.runs.delete(runId);
      await socket.leave(runRoom(runId));
      return null;
    },
  },
  "cohort:watch": {
    input: watchCohort,
    async handle({ socket, access, presence, changes }, { cohortId, readForMs }) {
      const { cohorts, userId } = socket.data;
      if (!(await access.isMember(userId, cohortId))) {
        throw new AppError("NOT_FOUND", "There is no such cohort.");
      }
      if (!cohorts.has(cohortId) && socket.connected) {
        if (cohorts.size >= MAX_WATCHED_COHORTS) {
          throw new AppError(
            "QUOTA_EXCEEDED",
            `At most ${MAX_WATCHED_COHORTS} cohorts can be watched at once.`,
          );
        }
        cohorts.add(cohortId);
        presence.join(cohortId, userId);
        await socket.join(cohortRoom(cohortId));
      }
      // What changes from here on reaches the room.
      const changed = readForMs === undefined ? [] : changes.within(cohortId, readForMs + ON_THE_WAY_MS);
      return { userIds: presence.userIds(cohortId), changed };
    },
  },
  "cohort:unwatch": {
    input: unwatchCohort,
    async handle({ socket, presence }, { cohortId }) {
      if (socket.data.cohorts.delete(cohortId)) presence.leave(cohortId, socket.data.userId);
      await socket.leave(cohortRoom(cohortId));
      return null;
    },
  },
};

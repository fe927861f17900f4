import { and, asc, eq, gt } from "drizzle-orm";
import { run, runEvent } from "#db/schema/index.ts";
import type { Database } from "#db/client.ts";
import type { RunSource } from "./run-feed.ts";

export function createRunSource(db: Database): RunSource {
  return {
    async lastSeq(runId) {
      const [row] = await db.select({ lastSeq: run.lastSeq }).from(run).where(eq(run.id, runId));
      return row?.lastSeq ?? 0;
    },
    async eventsAfter(runId, afterSeq) {
      const rows = await db
        .select()
        .from(runEvent)
        .where(and(eq(runEvent.runId, runId), gt(runEvent.seq, afterSeq)))
        .orderBy(asc(runEvent.seq));
      return rows.map(({ seq, createdAt, body }) => ({ runId, seq, at: createdAt.toISOString(), body }));
    },
    async progress(runId) {
      const [row] = await db.select({ progress: run.progress }).from(run).where(eq(run.id, runId));
      return row?.progress ?? null;
    },
  };
}

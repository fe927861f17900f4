import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";
import type { EngineName, RefusedProvider, WorkerVersions } from "#server/contract/worker.ts";

type WorkerDescription = {
  engine: EngineName;
  device: string;
  memoryBytes: number | null;
  imagesPerSecond: number | null;
  versions: WorkerVersions;
  refused: RefusedProvider[];
};

/** What a worker has found out about itself. */
export async function describeWorker(
  db: Database,
  workerId: string,
  { engine, ...found }: WorkerDescription,
): Promise<void> {
  await db
    .update(worker)
    .set({ ...found, engine: engine === "tfjs" ? "tfjs" : "onnx", provider: engine })
    .where(eq(worker.id, workerId));
}

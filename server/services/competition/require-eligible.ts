import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { competition, type run } from "#db/schema/index.ts";
import { formatZoned } from "#models/exercises/zoned-time.ts";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";
import { AppError } from "#server/platform/errors.ts";

type Candidate = Pick<typeof run.$inferSelect, "createdAt" | "datasetVersionId" | "startedFrom">;

/**
 * Whether a run may compete, where its exercise has a board: trained here, on the very version that the parts are drawn of, since
 * scores were hidden, and from fresh weights unless there is a league for others.
 * @throws AppError CONFLICT once the reveal has begun, INVALID_INPUT for what may not, in words.
 */
export async function requireEligible(
  tx: Transaction,
  exerciseId: string,
  { createdAt, datasetVersionId, startedFrom }: Candidate,
): Promise<void> {
  // Who begins the reveal meanwhile waits, or is waited for: then it is seen here.
  const [row] = await tx
    .select()
    .from(competition)
    .where(eq(competition.exerciseId, exerciseId))
    .for("share");
  if (row === undefined || row.sealedAt === null) return;
  if (row.revealStartedAt !== null) {
    throw new AppError("CONFLICT", "The reveal has begun, so nothing is taken any more.");
  }
  if (datasetVersionId !== row.datasetVersionId) {
    throw new AppError(
      "INVALID_INPUT",
      "This run was trained on another version of the dataset than the competition is about. Train it again.",
    );
  }
  if (createdAt < row.sealedAt) {
    throw new AppError(
      "INVALID_INPUT",
      `The competition takes runs that were started since it opened, on ${formatZoned(row.sealedAt.getTime(), "UTC")}: of earlier ones the test score could be seen. Train it again.`,
    );
  }
  if (startedFrom !== null && !row.settings.hasTransferLeague) {
    throw new AppError(
      "INVALID_INPUT",
      `Only networks that were trained here from fresh weights compete; this run started from ${tellStartingPoint(startedFrom)}.`,
    );
  }
}

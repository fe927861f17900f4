import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { runCurve as table } from "#db/schema/index.ts";
import type { StepCurve } from "#models/runs/step-curve.ts";
import type { ServiceContext } from "../context.ts";
import { findRun } from "./find.ts";

/** A run's steps as a thinned curve, but for its last seconds while it trains; null where none was kept. */
export async function runCurve(
  ctx: Pick<ServiceContext, "db" | "actor">,
  runId: string,
): Promise<StepCurve | null> {
  await findRun(ctx, runId);
  return readCurve(ctx.db, runId);
}

export async function readCurve(db: Queryable, runId: string): Promise<StepCurve | null> {
  const [row] = await db.select({ curve: table.curve }).from(table).where(eq(table.runId, runId));
  return row === undefined || row.curve.points.length === 0 ? null : row.curve;
}

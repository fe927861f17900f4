import type { design, run } from "#db/schema/index.ts";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { firstError } from "#models/graph/first-error.ts";
import { settingProblems } from "#models/tasks/setting-problems.ts";
import type { StartRunInput } from "#server/contract/run.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireMemory } from "../cost/require-memory.ts";
import { trainingTask } from "../cost/training-task.ts";
import type { ReadyVersion } from "../dataset/versions.ts";

export type TrainingCost = Pick<typeof run.$inferSelect, "params" | "macs" | "estimatedMemoryBytes">;
type Training = Pick<StartRunInput, "hyperParameters"> &
  Pick<typeof design.$inferSelect, "graph"> & { version: ReadyVersion };

/** What a training costs. @throws AppError where it is none, or takes more than there is. */
export async function trainingCost(
  ctx: ServiceContext,
  { graph, hyperParameters, version: { descriptor } }: Training,
): Promise<TrainingCost> {
  const { isTrainable, issues, totals } = analyzeGraph(graph, descriptor);
  if (!isTrainable) {
    throw new AppError("INVALID_GRAPH", firstError(graph, issues) ?? "This network cannot be trained");
  }
  const { target } = descriptor;
  const [problem] = Object.values(settingProblems(hyperParameters, target));
  if (problem !== undefined) throw new AppError("INVALID_INPUT", problem);
  const task = trainingTask(descriptor, { graph, hyperParameters });
  const estimatedMemoryBytes = await requireMemory(ctx, task);
  return { params: totals.params, macs: totals.macs, estimatedMemoryBytes };
}

import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { LEAST_SCORE, MOST_CANDIDATES } from "#models/vision/question.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { AppError } from "#server/platform/errors.ts";
import { decodeRgb } from "#server/vision/decode-rgb.ts";
import { defineTask } from "../../host/define-task.ts";
import { createLoadedNetworks } from "./loaded-networks.ts";
import { visionMessages, type VisionEnd, type VisionTask } from "./messages.ts";

const networks = createLoadedNetworks(availableParallelism());

/** Asks a pretrained network about a photograph. */
export const visionTask = defineTask(visionMessages, answer);

async function answer(task: VisionTask): Promise<VisionEnd> {
  const picture = await decodeRgb(await readFile(task.pictureFile)).catch((cause: unknown) => {
    if (!(cause instanceof AppError)) throw cause;
    throw new EngineError("BAD_DATA", cause.message, { cause });
  });
  const network = await networks.get(task.modelKey, task.modelFile, task);
  const { candidates, classes, modelMs } = await network.ask(picture, LEAST_SCORE);
  const surest = candidates.toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
  return { kind: "answered", answer: { kind: "detect", candidates: surest, classes, modelMs } };
}

import type { VisionAnswer } from "#models/vision/question.ts";
import type { TaskEnd } from "../../host/run-task.ts";
import type { VisionEnd } from "./messages.ts";

/** How a question ends for who asked it. */
export function endingOf(end: TaskEnd<VisionEnd>): { answer: VisionAnswer } | { failure: string } {
  if (end.kind === "answered") return { answer: end.answer };
  if (end.kind === "refused") return { failure: end.reason };
  if (end.kind === "failed" || end.kind === "crashed") return { failure: end.failure.message };
  if (end.kind === "ended-outside") {
    return {
      failure: `The process that asked the network was ended from outside (${end.signal}). Try it once more.`,
    };
  }
  return { failure: "The network did not answer in time. Try it once more." };
}

import { z } from "zod";
import { visionAsk, type VisionAnswer } from "#models/vision/question.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import type { VisionPictureView } from "./vision-picture.ts";

export const visionPictureView: z.ZodType<VisionPictureView> = z.object({
  id: z.uuid(),
  name: z.string(),
  width: z.int(),
  height: z.int(),
  createdAt: z.string(),
});

export const askVisionInput = z.object({ pictureId: z.uuid(), ask: visionAsk });
export type AskVisionInput = z.infer<typeof askVisionInput>;

export type VisionQuestionView = {
  id: string;
  pictureId: string;
  state: "queued" | "finished" | "failed";
  answer: VisionAnswer | null;
  failure: string | null;
};

export type VisionModels = {
  /** Can be asked. */
  here: ModelDescriptor[];
  /** Known and not here, with the ways to get it. */
  known: { name: string; title: string; about: string; licence: string; ways: string }[];
};

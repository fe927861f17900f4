import { z } from "zod";
import { visionAsk, type VisionAnswer } from "#models/vision/question.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";

/** Of an uploaded photograph: 24 megapixels as a camera writes them. */
export const MAX_VISION_PICTURE_BYTES = 16 * 1024 * 1024;
/** What one person's pictures may have together; beyond it the oldest are let go of. */
export const MAX_VISION_BYTES_OF_PERSON = 64 * 1024 * 1024;
/** However small they are. */
export const MOST_VISION_PICTURES = 50;
export const VISION_PICTURE_HOURS = 24;
/** A picture that is sent again stays the same one for so long, and is a new one afterwards, with no answers. */
export const VISION_PICTURE_SAME_HOURS = 12;

/** What a browser shows and the server decodes. */
export const VISION_MEDIA_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
] as const;

/** Where a photograph is sent, its bytes as they are, its name as the query `name`; and, with its own id, read and deleted. */
export const VISION_PICTURES_PATH = "/api/vision/pictures/";

export const visionPictureView = z.object({
  id: z.uuid(),
  name: z.string(),
  width: z.int(),
  height: z.int(),
  createdAt: z.string(),
});
export type VisionPictureView = z.infer<typeof visionPictureView>;

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

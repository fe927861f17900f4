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

export type VisionPictureView = {
  id: string;
  name: string;
  width: number;
  height: number;
  createdAt: string;
};

// Without zod, for pages.

/** Where a frame is sent as JPEG, under a cohort's id, its model as the query `model`; and, under its own id, its answer is had. */
export const VISION_FRAMES_PATH = "/api/vision/frames/";
/** Of 640 pixels at a camera's quality it has a tenth. */
export const MAX_FRAME_BYTES = 512 * 1024;
/** Longest side that a page sends. */
export const FRAME_SIDE = 640;

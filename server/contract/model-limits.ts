// Without zod, for pages.

/** Where an ONNX file is sent, under a cohort's id, its bytes as they are, its name as the query `name`. */
export const MODEL_FILES_PATH = "/api/vision/models/";
export const MAX_MODEL_BYTES = 200_000_000;

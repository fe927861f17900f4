/** Of an uploaded picture. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

/** Of an own window: its last rows are what counts, and a page sends no others. */
export const MAX_WINDOW_BYTES = 256 * 1024;

/** Of a picture as a data address, in characters: 100 KB of a file. */
export const MAX_PICTURE_LENGTH = 140_000;
export const MAX_CHECKS = 30;

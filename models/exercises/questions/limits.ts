export const MAX_QUESTIONS = 30;
/** Of one question. */
export const MAX_OPTIONS = 12;
/** Rows and columns of a matrix that is given. */
export const MAX_MATRIX_SIDE = 16;
/** Of an answer in free text. */
export const MAX_ANSWER_LENGTH = 4000;
/** Of a detection that is handed in. */
export const MAX_BOXES = 100;
/** Objects, or classes that are counted, which a key names. */
export const MAX_WANTED = 20;
/** Classes that are counted over a video. */
export const MAX_COUNTED = 100;
/** Of a mask's run lengths as text. */
export const MAX_MASK_LENGTH = 40_000;
/** A mask is long: of an exercise so many questions ask for one. */
export const MAX_MASK_QUESTIONS = 5;
/** As of pictures in the vision lab. */
export const MAX_PICTURE_PIXELS = 24_000_000;

export const MAX_QUESTIONS = 30;
/** Of one question. */
export const MAX_OPTIONS = 12;
/** Rows and columns of a matrix that is given. */
export const MAX_MATRIX_SIDE = 16;
/** Of an answer in free text. */
export const MAX_ANSWER_LENGTH = 4000;

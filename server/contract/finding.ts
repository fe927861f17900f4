import type { VisionAnswer } from "#models/exercises/questions/answers-of-result.ts";

/** Longest side of the copy of a picture that is handed in with what was found on it. */
export const SUBMITTED_PICTURE_SIDE = 800;
/** As long as a term, with who asks about its grades. */
export const SUBMITTED_PICTURE_DAYS = 180;
/** Pictures that are handed in together. */
export const MOST_SUBMITTED_PICTURES = 10;

/** What was found with the vision lab and handed in, to be looked at. */
export type Finding = {
  questionId: string;
  answer: VisionAnswer;
  /** A data address; null where none was handed in, or is there any more. */
  picture: string | null;
  mayDeletePicture: boolean;
};

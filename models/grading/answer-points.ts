import { z } from "zod";
import { partId } from "../exercises/questions/texts.ts";

/** Points that a person gives to answers, by the question's id. */
export const answerPoints = z.record(partId, z.number().min(0).max(1000));
export type AnswerPoints = z.infer<typeof answerPoints>;

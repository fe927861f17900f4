import type { Answers, AnswerResult } from "#models/exercises/questions/answer.ts";
import { tellAnswer, tellKey } from "#models/exercises/questions/tell-answer.ts";
import type { Submission } from "#server/contract/submission.ts";
import type { Asked } from "./asked-of.ts";

type Answered = { answers: Answers | null; answerResults: AnswerResult[] | null };

type Presenting = {
  asked: Asked;
  /** By hand, as the learner sees it. */
  released: Submission["grades"][number] | undefined;
  /** For who judges it. Learners are told when the exercise says so. */
  areKeysTold: boolean;
};

/** What was answered and what came of it, by question. */
export function presentAnswers(
  { answers, answerResults }: Answered,
  { asked, released, areKeysTold }: Presenting,
): Submission["answers"] {
  const { content, keys, areSolutionsTold } = asked;
  const given = answers ?? {};
  return content.questions.map((question) => {
    const { id: questionId, kind, prompt, points: maxPoints } = question;
    const result = answerResults?.find((each) => each.questionId === questionId);
    const isByHand = kind === "text";
    const isRight = result?.isRight ?? null;
    const key = keys[questionId];
    // What is right of a run's own matrix is told by the rule.
    const expected = areKeysTold || areSolutionsTold ? tellKey(question, key, null) : null;
    return {
      questionId,
      prompt,
      isByHand,
      isFinding: (kind === "detection" || kind === "mask" || kind === "video-count") && questionId in given,
      isRight,
      maxPoints,
      told: tellAnswer(question, given[questionId]),
      points: isByHand ? (released?.answerPoints[questionId] ?? null) : (result?.points ?? null),
      message: !isByHand && isRight === false ? (key?.message ?? "") : "",
      expected,
    };
  });
}

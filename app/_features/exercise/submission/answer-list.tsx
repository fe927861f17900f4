import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { formatPoints } from "#app/_lib/format-points.ts";
import type { Submission } from "#server/contract/submission.ts";
import { CheckIcon } from "../check-icon.tsx";

type AnswerListProps = {
  answers: Submission["answers"];
  number: number;
  isScored: boolean;
  /** What was found with the vision lab, by question, where it is to be looked at. */
  findings?: ReadonlyMap<string, ReactNode>;
};

/** What was answered to each question, and what came of it. */
export function AnswerList({ answers, number, isScored, findings }: AnswerListProps) {
  if (answers.length === 0) return null;
  return (
    <ol
      aria-label={`Answers of submission ${number}`}
      className={cn("flex flex-col", findings === undefined ? "gap-1.5" : "gap-3")}
    >
      {answers.map(
        ({ questionId, prompt, told, isByHand, isRight, points, maxPoints, message, expected }, place) => (
          <li key={questionId} className="flex items-start gap-2">
            <CheckIcon isPassed={isRight} />
            <div className="flex min-w-0 flex-1 flex-col">
              <span className="wrap-break-word whitespace-pre-line">
                {place + 1}. {prompt}
              </span>
              <span className="text-[0.8125rem] wrap-break-word whitespace-pre-line text-muted-foreground">
                {told === "" ? "Not answered" : `Answered: ${told}`}
              </span>
              {findings?.has(questionId) === true && <div className="my-1.5">{findings.get(questionId)}</div>}
              {message !== "" && <span className="text-[0.8125rem] text-muted-foreground">{message}</span>}
              {expected !== null && expected !== "" && (
                <span className="text-[0.8125rem] wrap-break-word whitespace-pre-line">
                  {isByHand ? "A good answer" : "Right"}: {expected}
                </span>
              )}
            </div>
            <span className="num shrink-0 text-muted-foreground">
              {points === null
                ? isScored && isByHand && maxPoints > 0
                  ? `of ${formatPoints(maxPoints)}, by hand`
                  : ""
                : `${formatPoints(points)} of ${formatPoints(maxPoints)}`}
            </span>
          </li>
        ),
      )}
    </ol>
  );
}

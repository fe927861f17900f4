import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { countedPoints, formatPoints } from "#app/_lib/format-points.ts";
import { describeCheck } from "#models/exercises/checks/describe.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { freeHandPointsOf, pointsOf } from "#models/exercises/points-of.ts";

/** What the checks will look at, and what each is worth. */
export function ChecksCard({ content }: { content: ExerciseContent }) {
  const { checks, questions, rubric } = content;
  const handPoints = freeHandPointsOf(content);
  const total = pointsOf(content);
  return (
    <Card>
      <CardHeader>
        <CardTitle>What counts</CardTitle>
        <span className="num text-sm text-muted-foreground">{countedPoints(total)}</span>
      </CardHeader>
      {total === 0 && checks.length + questions.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">Nothing is checked, and there are no points.</p>
      ) : (
        <ul aria-label="Checks" className="divide-y divide-border text-sm">
          {checks.map(({ id, test, points }) => (
            <li key={id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
              <span className="min-w-0 wrap-break-word">{describeCheck(test)}</span>
              <span className="num shrink-0 text-muted-foreground">{countedPoints(points)}</span>
            </li>
          ))}
          {questions.map(({ id, kind, prompt, points }, place) => (
            <li key={id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
              <span className="flex min-w-0 flex-col">
                <span className="line-clamp-2 wrap-break-word">
                  {place + 1}. {prompt}
                </span>
                {kind === "text" && (
                  <span className="text-[0.8125rem] text-muted-foreground">
                    {points > 0 ? "Judged by your instructor" : "Judged by the rubric"}
                  </span>
                )}
              </span>
              {points > 0 && (
                <span className="num shrink-0 text-muted-foreground">{countedPoints(points)}</span>
              )}
            </li>
          ))}
          {rubric.map(({ id, title, levels }) => (
            <li key={id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
              <span className="flex min-w-0 flex-col">
                <span className="wrap-break-word">{title}</span>
                <span className="num text-[0.8125rem] wrap-break-word text-muted-foreground">
                  {levels.map((level) => `${level.title} ${formatPoints(level.points)}`).join(" · ")}
                </span>
              </span>
              <span className="num shrink-0 text-muted-foreground">
                {countedPoints(Math.max(...levels.map(({ points }) => points)))}
              </span>
            </li>
          ))}
          {rubric.length === 0 && handPoints > 0 && (
            <li className="flex items-baseline justify-between gap-3 px-4 py-2.5">
              <span>Judged by your instructor</span>
              <span className="num shrink-0 text-muted-foreground">{countedPoints(handPoints)}</span>
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}

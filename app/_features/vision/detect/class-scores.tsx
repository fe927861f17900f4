import { formatPercent } from "#app/_lib/format-percent.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";

type ClassScoresProps = {
  scores: readonly { classIndex: number; probability: number }[];
  classes: readonly string[];
};

/** What a classifier takes the picture for. */
export function ClassScores({ scores, classes }: ClassScoresProps) {
  return (
    <Card>
      <CardContent>
        <ol aria-label="Most probable classes" className="space-y-1.5">
          {scores.map(({ classIndex, probability }) => (
            <li key={classIndex} className="flex justify-between gap-4 text-sm">
              {classes[classIndex] ?? `class ${classIndex}`}
              <span className="num">{formatPercent(probability)}</span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}

import type { ReactNode } from "react";
import { formatCount } from "#app/_lib/format-count.ts";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { needsFreshWeights } from "#models/exercises/needs-fresh-weights.ts";
import type { ExerciseRules } from "#models/exercises/rules.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { sizeText } from "#app/_features/team/size-text.ts";
import { lateText, limitsText } from "../due-text.ts";
import { Moment } from "../moment.tsx";

type TermsCardProps = { exercise: ExerciseDetails; rules: ExerciseRules };

/** Until when, how often, and with what. */
export function TermsCard({ exercise, rules }: TermsCardProps) {
  const { opensAt, dueAt, extendedTo, closesAt, handIn, namesShown } = exercise;
  const { layers, maxParams, maxEpochs, maxTrainingSeconds } = rules;
  return (
    <Card aria-label="Terms">
      <CardHeader>
        <CardTitle>Terms</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="num flex flex-col gap-3 text-sm">
          {opensAt !== null && (
            <Term label="Opens">
              <Moment at={opensAt} />
            </Term>
          )}
          <Term label="Due">{dueAt === null ? "No deadline" : <Moment at={dueAt} />}</Term>
          {extendedTo !== null && (
            <Term label="Due for you">
              <Moment at={extendedTo} />
            </Term>
          )}
          {dueAt !== null && <Term label="After the deadline">{lateText(handIn)}</Term>}
          {closesAt !== null && handIn.late.kind !== "none" && (
            <Term label="Closes">
              <Moment at={closesAt} />
            </Term>
          )}
          {handIn.team !== undefined && <Term label="Handed in by">Teams of {sizeText(handIn.team)}</Term>}
          {handIn.isAnonymous === true && (
            <Term label="Marked">
              {namesShown === null ? (
                "Without names until a grade is released"
              ) : (
                <>
                  With names since <Moment at={namesShown.at} />
                </>
              )}
            </Term>
          )}
          <Term label="Submissions">{limitsText(handIn)}</Term>
          {layers !== null && <Term label="Blocks">Only {layers.join(", ")}</Term>}
          {maxParams !== null && <Term label="Parameters">At most {formatCount(maxParams)}</Term>}
          {maxEpochs !== null && <Term label="Epochs">At most {maxEpochs}</Term>}
          {maxTrainingSeconds !== null && (
            <Term label="Training">At most {formatCount(maxTrainingSeconds)} s</Term>
          )}
          {needsFreshWeights(rules) && <Term label="Training starts from">Fresh weights</Term>}
        </dl>
      </CardContent>
    </Card>
  );
}

function Term({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
      <dd className="wrap-break-word">{children}</dd>
    </div>
  );
}

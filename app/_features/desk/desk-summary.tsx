import type { Standing } from "#models/cohorts/standing.ts";
import { StandingBadge } from "./standing-badge.tsx";

type DeskSummaryProps = { people: readonly { isHere: boolean; standing: Standing }[] };

const SHOWN: readonly Standing["state"][] = ["stuck", "idle", "training", "working", "away"];

export function DeskSummary({ people }: DeskSummaryProps) {
  const here = people.filter(({ isHere }) => isHere).length;
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-5 gap-y-2 border-b border-border px-4 py-2.5 text-sm">
      <p className="num font-semibold">
        {here} of {people.length} {people.length === 1 ? "learner" : "learners"} here
      </p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {SHOWN.map((state) => (
          <li key={state} className="num flex items-center gap-1.5 text-muted-foreground">
            {people.filter(({ standing }) => standing.state === state).length}
            <StandingBadge state={state} />
          </li>
        ))}
      </ul>
    </div>
  );
}

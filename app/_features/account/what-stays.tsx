import Link from "next/link";
import type { Leaving } from "#server/contract/account.ts";
import { FORMER_MEMBER } from "#server/contract/former-member.ts";
import { counted } from "#app/_lib/counted.ts";

/** What deleting one's account deletes, ends and leaves, in words. */
export function WhatStays({ leaving }: { leaving: Leaving }) {
  const { cohorts, runs, designs, datasets, submissions } = leaving;
  const blocked = cohorts.filter(({ fate }) => fate === "blocked");
  if (blocked.length > 0) {
    return (
      <div role="alert" className="flex flex-col gap-2 text-sm">
        <p>You are the only instructor of:</p>
        <ul className="list-disc pl-5">
          {blocked.map(({ id, name }) => (
            <li key={id}>
              <Link
                href={`/cohorts/${id}/members`}
                className="font-medium text-primary-text underline-offset-4 hover:underline"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <p>Make somebody else an instructor there, or delete the cohort. Then you can go.</p>
      </div>
    );
  }
  const alone = cohorts.filter(({ fate }) => fate === "deleted").map(({ name }) => `“${name}”`);
  const deleted = [
    "Your name, address, password and picture",
    designs.deleted > 0 && `${counted(designs.deleted, "design")} that you do not share`,
    alone.length > 0 && `${alone.join(", ")} with all that is in it, as nobody else is`,
    runs.deleted > 0 && `${counted(runs.deleted, "run")} there`,
    submissions.deleted > 0 && `${counted(submissions.deleted, "submission")} there`,
    datasets.deleted > 0 && `${counted(datasets.deleted, "dataset")} of your own`,
  ].filter((line) => line !== false);
  const kept = [
    runs.kept > 0 && counted(runs.kept, "run"),
    designs.kept > 0 && counted(designs.kept, "shared design"),
    datasets.kept > 0 && counted(datasets.kept, "dataset"),
    submissions.kept > 0 && `${counted(submissions.kept, "submission")} with their grades`,
  ].filter((line) => line !== false);
  return (
    <dl className="flex flex-col gap-3 text-sm [&_dd]:text-muted-foreground [&_dt]:font-medium">
      <div>
        <dt>Deleted</dt>
        <dd>{deleted.join("; ")}.</dd>
      </div>
      {runs.active > 0 && (
        <div>
          <dt>Cancelled</dt>
          <dd>{counted(runs.active, "run")} waiting, training or paused.</dd>
        </div>
      )}
      <div>
        <dt>Stays in its class, under “{FORMER_MEMBER}”</dt>
        <dd>{kept.length === 0 ? "Nothing." : `${kept.join("; ")}.`}</dd>
      </div>
      <div>
        <dt>Leaderboards</dt>
        <dd>Your scores leave them.</dd>
      </div>
    </dl>
  );
}

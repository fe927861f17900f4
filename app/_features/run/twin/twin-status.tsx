import Link from "next/link";
import { useSession } from "#app/_lib/session.tsx";
import type { RunDetails } from "#server/contract/run.ts";
import { RunStateBadge } from "../run-state-badge.tsx";
import { statusText } from "../status-text.ts";

/** The other of the two while it, or this one, has not finished. */
export function TwinStatus({ details }: { details: RunDetails }) {
  const isMine = useSession().data?.user.id === details.startedBy.id;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <RunStateBadge state={details.state} />
      <Link
        href={`/cohorts/${details.cohortId}/runs/${details.id}`}
        className="font-medium underline decoration-border-strong underline-offset-3 wrap-anywhere hover:decoration-current"
      >
        {details.name}
      </Link>
      <span aria-live="polite" className="num text-muted-foreground">
        {details.startedBy.name}: {statusText({ ...details, isMine })}
      </span>
    </p>
  );
}

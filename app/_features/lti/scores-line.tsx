"use client";

import { Button } from "#app/_ui/button.tsx";
import type { RegisteredPlatform } from "#server/contract/lti.ts";
import { useLti } from "./use-lti.ts";

/** How grades get to the platform, and what of them did not. */
export function ScoresLine({ platform: { id, scores } }: { platform: RegisteredPlatform }) {
  const { sendScores } = useLti();
  const { waiting, sent, failed, failures } = scores;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium">Grades</h3>
        <Button
          size="sm"
          variant="secondary"
          isBusy={sendScores.isPending}
          onClick={() => sendScores.mutate({ platformId: id })}
        >
          Send what is missing
        </Button>
      </div>
      <p className="num text-[0.8125rem] text-muted-foreground">
        {sent} sent, {waiting} on their way, {failed} failed. A grade goes out once it is released, and again
        when it changes.
      </p>
      {failures.length > 0 && (
        <ul
          aria-label="Grades that did not arrive"
          className="flex max-h-48 flex-col gap-1 overflow-y-auto rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive-text"
        >
          {failures.map((each) => (
            <li key={each.id} className="wrap-anywhere">
              <span className="font-medium">
                {each.person}, {each.exercise}:
              </span>{" "}
              {each.failure}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

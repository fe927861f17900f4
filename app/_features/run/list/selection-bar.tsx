"use client";

import { ChartSpline, EyeOff, Tag } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { compareAddress, MOST_COMPARED } from "../compare/compare-address.ts";

type SelectionBarProps = {
  cohortId: string;
  runIds: readonly string[];
  onTag: () => void;
  onHide: () => void;
  onClear: () => void;
};

/** What can be done with the runs that are chosen; stays in sight below the list. */
export function SelectionBar({ cohortId, runIds, onTag, onHide, onClear }: SelectionBarProps) {
  const count = runIds.length;
  const isComparable = count >= 2 && count <= MOST_COMPARED;
  return (
    <section
      aria-label="Chosen runs"
      className="sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-border bg-popover p-2 pl-4 shadow-floating"
    >
      <p className="num mr-auto text-sm" aria-live="polite">
        {count} chosen
        {!isComparable && (
          <span className="text-muted-foreground">
            {count < 2 ? ", one more to compare" : `, at most ${MOST_COMPARED} can be compared`}
          </span>
        )}
      </p>
      <Button variant="ghost" className="max-md:h-11" onClick={onClear}>
        Clear
      </Button>
      <Button variant="secondary" className="max-md:h-11" icon={<Tag aria-hidden />} onClick={onTag}>
        <span className="max-sm:sr-only">Tags</span>
      </Button>
      <Button variant="secondary" className="max-md:h-11" icon={<EyeOff aria-hidden />} onClick={onHide}>
        <span className="max-sm:sr-only">Hide</span>
      </Button>
      {isComparable ? (
        <ButtonLink
          href={compareAddress(cohortId, runIds)}
          className="max-md:h-11"
          icon={<ChartSpline aria-hidden />}
        >
          Compare
        </ButtonLink>
      ) : (
        <Button disabled className="max-md:h-11" icon={<ChartSpline aria-hidden />}>
          Compare
        </Button>
      )}
    </section>
  );
}

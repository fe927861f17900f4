"use client";

import { useState } from "react";
import { countedPoints } from "#app/_lib/format-points.ts";
import { counted } from "#app/_lib/counted.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { LaunchView } from "#server/contract/lti.ts";
import { choiceAddress } from "./launch-api.ts";

type ChooseExercisesProps = { ticketId: string; view: Extract<LaunchView, { kind: "choose" }> };

/** Deep linking: sent as a form of the document, since its answer goes on to the platform. */
export function ChooseExercises({ ticketId, view }: ChooseExercisesProps) {
  const { cohort, platform, exercises, acceptsMultiple } = view;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isSent, setIsSent] = useState(false);
  if (exercises.length === 0) {
    return (
      <p className="text-sm text-muted-foreground">
        “{cohort}” has no exercise yet. Write one there, then link it here.
      </p>
    );
  }
  function toggle(id: string, isChosen: boolean): void {
    const others = acceptsMultiple ? chosen.filter((each) => each !== id) : [];
    setChosen(isChosen ? [...others, id] : others);
  }
  return (
    <form
      method="post"
      action={choiceAddress(ticketId)}
      className="flex flex-col gap-4"
      onSubmit={() => setIsSent(true)}
    >
      <p className="text-sm text-muted-foreground">
        {acceptsMultiple ? "Those" : "The one"} of “{cohort}” that {platform} is to link.
      </p>
      <ul className="max-h-96 divide-y divide-border overflow-y-auto rounded-md border border-border">
        {exercises.map(({ id, title, points, isPublished }) => (
          <li key={id}>
            <label className="flex min-h-12 cursor-pointer items-center gap-3 px-3 py-2 text-sm hover:bg-accent/50">
              <input
                type={acceptsMultiple ? "checkbox" : "radio"}
                name="exercise"
                value={id}
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
                className="size-4 shrink-0 accent-primary"
              />
              <span className="min-w-0 flex-1 wrap-anywhere">{title}</span>
              {!isPublished && <Badge>Draft</Badge>}
              <span className="num shrink-0 text-[0.8125rem] text-muted-foreground">
                {points > 0 ? countedPoints(points) : "no points"}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <Button type="submit" size="lg" disabled={chosen.length === 0} isBusy={isSent}>
        Link {counted(chosen.length, "exercise")}
      </Button>
    </form>
  );
}

"use client";

import { Shuffle } from "lucide-react";
import { useState } from "react";
import { ownTimeZone } from "#app/_features/exercise/moment.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { formatZoned, instantOf, localOf } from "#models/exercises/zoned-time.ts";
import { MAX_PEER_REVIEWS } from "#models/peers/peer-limits.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import type { PeerOverview } from "#server/contract/peer.ts";
import type { PeerChanges } from "./use-peer-changes.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

type DrawFormProps = { exercise: ExerciseDetails; settings: PeerOverview["settings"]; changes: PeerChanges };

/** Has learners mark what others have handed in, by chance; drawn again, what is marked stays. */
export function DrawForm({ exercise, settings, changes }: DrawFormProps) {
  const { id: exerciseId, now, state } = exercise;
  const timeZone = ownTimeZone();
  const [each, setEach] = useState(settings?.each ?? 3);
  const [method, setMethod] = useState(settings?.method ?? "median");
  const [due, setDue] = useState(() =>
    localOf(settings === null ? Date.parse(now) + WEEK_MS : Date.parse(settings.dueAt), timeZone),
  );
  const dueMs = instantOf(due, timeZone);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (dueMs === null) return;
        changes.draw.mutate({ exerciseId, each, method, dueAt: new Date(dueMs).toISOString() });
      }}
    >
      <p className="text-sm text-muted-foreground">
        {settings === null
          ? "Each learner who has handed in marks some of the others by chance, by what you would mark by. Neither is told who the other is, and no grade comes of it before you release it."
          : "Drawn again, what is marked stays, who came since takes part, and who has left does not."}
      </p>
      {state === "open" && (
        <p className="text-sm text-warning-text">
          The exercise still takes submissions: who marks could hand in again what they have read.
        </p>
      )}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Field label="Submissions each">
          <NumberField
            min={1}
            max={MAX_PEER_REVIEWS}
            value={each}
            onValueChange={(value) => setEach(value ?? 1)}
          />
        </Field>
        <Field label="They come to">
          <Select
            value={method}
            onValueChange={setMethod}
            options={[
              { value: "median", label: "Their median" },
              { value: "mean", label: "Their mean" },
            ]}
          />
        </Field>
        <Field label="Mark until" hint={dueMs === null ? "Choose when" : formatZoned(dueMs, timeZone)}>
          <Input type="datetime-local" required value={due} onValueChange={setDue} />
        </Field>
      </div>
      <Button
        type="submit"
        variant="secondary"
        className="self-start"
        icon={<Shuffle aria-hidden />}
        isBusy={changes.draw.isPending}
        disabled={dueMs === null}
      >
        {settings === null ? "Draw who marks what" : "Draw again"}
      </Button>
    </form>
  );
}

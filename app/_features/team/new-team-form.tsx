"use client";

import { useId, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { MAX_TEAM_NAME } from "#models/teams/team-limits.ts";
import type { TeamChanges } from "./use-team-changes.ts";

type NewTeamFormProps = {
  exerciseId: string;
  changes: TeamChanges;
  /** Who makes it is its first member. */
  isFirst: boolean;
};

export function NewTeamForm({ exerciseId, changes, isFirst }: NewTeamFormProps) {
  const [name, setName] = useState("");
  const [isOpen, setIsOpen] = useState(isFirst);
  const switchId = useId();
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        changes.create.mutate({ exerciseId, name, isOpen }, { onSuccess: () => setName("") });
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Name of a new team" className="min-w-0 flex-1 basis-56">
          <Input value={name} maxLength={MAX_TEAM_NAME} autoComplete="off" onValueChange={setName} />
        </Field>
        <Button
          type="submit"
          variant="secondary"
          isBusy={changes.create.isPending}
          disabled={name.trim() === ""}
        >
          Make a team
        </Button>
      </div>
      <label htmlFor={switchId} className="flex items-center gap-2.5 text-sm">
        <Switch id={switchId} checked={isOpen} onCheckedChange={setIsOpen} />
        {isOpen ? "Anybody in the class may join it" : "Only who has its code may join it"}
      </label>
    </form>
  );
}

"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import type { TeamChanges } from "./use-team-changes.ts";

export function JoinTeamForm({ exerciseId, changes }: { exerciseId: string; changes: TeamChanges }) {
  const [code, setCode] = useState("");
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        changes.join.mutate({ exerciseId, by: { code } });
      }}
    >
      <Field label="A team's code" className="min-w-0 flex-1 basis-56">
        <Input value={code} maxLength={40} autoComplete="off" onValueChange={setCode} />
      </Field>
      <Button type="submit" isBusy={changes.join.isPending} disabled={code.trim() === ""}>
        Join by code
      </Button>
    </form>
  );
}

"use client";

import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { nameProblem } from "#server/contract/name-problem.ts";
import { NameField } from "#app/_features/auth/name-field.tsx";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useDraftForm } from "#app/_features/auth/use-draft-form.ts";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { useSession } from "#app/_lib/session.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { OwnPicture } from "./own-picture.tsx";

type ProfileCardProps = { user: { name: string; image: string | null } };

export function ProfileCard({ user }: ProfileCardProps) {
  const { refetch } = useSession();
  const [savedName, setSavedName] = useState(user.name);
  const form = useDraftForm({
    empty: { name: user.name },
    check: ({ name }) => {
      const problem = nameProblem(name);
      return problem === undefined ? {} : { name: problem };
    },
    send: async ({ name }) => {
      const authClient = await loadAuthClient();
      return authClient.updateUser({ name: name.trim() });
    },
    faults: { INVALID_NAME: "name" },
    onDone: () => {
      setSavedName(form.draft.name);
      form.settle();
      void refetch();
      toast.success("Your name is saved.");
    },
  });
  const { draft, problems } = form;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Name and picture</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-wrap items-start gap-x-8 gap-y-5">
        <OwnPicture name={user.name} image={user.image} onChanged={() => void refetch()} />
        <form noValidate onSubmit={form.handleSubmit} className="flex min-w-60 flex-1 flex-col gap-4">
          <FormError>{form.failure}</FormError>
          <NameField
            value={draft.name}
            error={problems.name}
            onValueChange={(name) => form.change({ name })}
          />
          <Button
            type="submit"
            variant="secondary"
            className="self-start"
            isBusy={form.isBusy}
            disabled={draft.name.trim() === savedName.trim()}
          >
            Save name
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}

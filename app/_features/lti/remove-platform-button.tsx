"use client";

import { useState } from "react";
import { counted } from "#app/_lib/counted.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { RegisteredPlatform } from "#server/contract/lti.ts";
import { useLti } from "./use-lti.ts";

/** Says what goes before it goes. */
export function RemovePlatformButton({ platform }: { platform: RegisteredPlatform }) {
  const { id, name, ownAccounts, scores } = platform;
  const { remove } = useLti();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setIsAsking(true)}>
        Remove…
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Remove “${name}”?`}
        confirmLabel="Remove"
        variant="destructive"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ platformId: id }, { onSettled: () => setIsAsking(false) })}
      >
        Its links open nothing here any more
        {scores.waiting > 0 && `, and ${counted(scores.waiting, "grade")} on their way are not sent`}. People
        stay in the cohort with their work and grades.
        {ownAccounts > 0 &&
          ` ${counted(ownAccounts, "account")} that it has made can then be opened by a link to a new password alone: Members.`}{" "}
        This cannot be undone. To stop it for a while, switch it off under Change.
      </AlertDialog>
    </>
  );
}

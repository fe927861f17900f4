"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type RemoveMemberDialogProps = {
  member: { id: string; name: string };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function RemoveMemberDialog({ member, isOpen, onOpenChange }: RemoveMemberDialogProps) {
  const { cohort } = useCohort();
  const [makesNewCode, setMakesNewCode] = useState(true);
  const switchId = useId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.cohort.removeMember.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: ({ joinCode }) => {
        if (joinCode !== null) toast.success(`${member.name} was removed. The join code is now ${joinCode}.`);
      },
      onSettled: async () => {
        onOpenChange(false);
        await Promise.all(
          [trpc.cohort.get.pathKey(), trpc.design.list.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
      },
    }),
  );
  return (
    <AlertDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Remove ${member.name}?`}
      confirmLabel="Remove member"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ cohortId: cohort.id, userId: member.id, makesNewCode })}
      option={
        <label htmlFor={switchId} className="flex items-center gap-3 text-sm">
          <Switch
            id={switchId}
            aria-label="Make a new join code"
            checked={makesNewCode}
            onCheckedChange={setMakesNewCode}
          />
          <span className="flex flex-col">
            Make a new join code
            <span className="text-[0.8125rem] text-muted-foreground">
              {makesNewCode
                ? "The old one, which they know, lets nobody in any more."
                : "With the one they know they can come back."}
            </span>
          </span>
        </label>
      }
    >
      {member.name} loses access at once. Finished runs and shared designs stay with the cohort; the designs
      can be taken over or deleted on the page Designs.
    </AlertDialog>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type RoleDialogProps = {
  member: CohortDetails["members"][number];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** To teach together, or no more. */
export function RoleDialog({ member, isOpen, onOpenChange }: RoleDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isPromotion = member.role === "learner";
  const setRole = useMutation(
    trpc.cohort.setRole.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        onOpenChange(false);
        await queryClient.invalidateQueries({ queryKey: trpc.cohort.pathKey() });
      },
    }),
  );
  return (
    <AlertDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={isPromotion ? `Make ${member.name} an instructor?` : `Make ${member.name} a learner?`}
      confirmLabel={isPromotion ? "Make an instructor" : "Make a learner"}
      variant="primary"
      isBusy={setRole.isPending}
      onConfirm={() =>
        setRole.mutate({
          cohortId: cohort.id,
          userId: member.id,
          role: isPromotion ? "instructor" : "learner",
        })
      }
    >
      {isPromotion
        ? `${member.name} may then do here all that you may: see everybody's designs, manage runs and members, and delete the cohort.`
        : `${member.name} stays in the cohort and no longer sees what only instructors see.`}
    </AlertDialog>
  );
}

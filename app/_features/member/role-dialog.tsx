"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import type { CohortRole } from "#models/cohorts/role.ts";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type RoleDialogProps = {
  member: CohortDetails["members"][number];
  /** What they become. */
  role: CohortRole;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

const NAMES: Record<CohortRole, string> = {
  instructor: "an instructor",
  assistant: "an assistant",
  learner: "a learner",
};

/** To teach together, to help with the grading, or no more. */
export function RoleDialog({ member, role, isOpen, onOpenChange }: RoleDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
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
      title={`Make ${member.name} ${NAMES[role]}?`}
      confirmLabel={`Make ${NAMES[role]}`}
      variant="primary"
      isBusy={setRole.isPending}
      onConfirm={() => setRole.mutate({ cohortId: cohort.id, userId: member.id, role })}
    >
      {effectOf(role, member.name)}
      {role !== "learner" &&
        member.entry === "platform" &&
        " A learning platform has made this account, and whoever runs the platform can open it."}
    </AlertDialog>
  );
}

function effectOf(role: CohortRole, name: string): string {
  switch (role) {
    case "instructor":
      return `${name} may then do here all that you may: see everybody's designs, manage runs and members, and delete the cohort.`;
    case "assistant":
      return `${name} may then grade what others hand in, answer questions about it and see the gradebook, and nothing else that only instructors may: no deadlines, roles or deleting.`;
    case "learner":
      return `${name} stays in the cohort and no longer sees what only instructors and assistants see.`;
  }
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

export function LeaveCohortButton() {
  const { cohort } = useCohort();
  const [isAsking, setIsAsking] = useState(false);
  const router = useRouter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const leave = useMutation(
    trpc.cohort.leave.mutationOptions({
      onError: (error) => {
        toast.error(explainError(error).message);
        setIsAsking(false);
      },
      onSuccess: () => {
        router.push("/");
        void queryClient.invalidateQueries({ queryKey: trpc.cohort.list.pathKey() });
      },
    }),
  );
  return (
    <>
      <Button variant="secondary" icon={<LogOut aria-hidden />} onClick={() => setIsAsking(true)}>
        Leave cohort
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Leave “${cohort.name}”?`}
        confirmLabel="Leave"
        isBusy={leave.isPending || leave.isSuccess}
        onConfirm={() => leave.mutate({ cohortId: cohort.id })}
      >
        You no longer see its runs and designs. To come back you need its join code.
      </AlertDialog>
    </>
  );
}

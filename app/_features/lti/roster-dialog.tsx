"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { RosterPeople } from "#app/_features/member/roster/roster-people.tsx";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import type { PlatformCourse } from "#server/contract/lti.ts";

type RosterDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; course: PlatformCourse };

/** The learners of a course as the platform says them, looked at before anybody is invited. */
export function RosterDialog({ isOpen, onOpenChange, course }: RosterDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const read = useMutation(trpc.lti.roster.mutationOptions());
  const invite = useMutation(
    trpc.lti.invite.mutationOptions({
      onSuccess({ invited }) {
        toast.success(`${counted(invited, "learner")} invited. Their links are on the page Members.`);
        read.reset();
        onOpenChange(false);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.roster.pathKey() }),
    }),
  );
  const people = read.data?.people;
  const fresh = people?.filter(({ standing }) => standing === "new").length ?? 0;
  const error = read.error ?? invite.error;
  const input = { courseId: course.id };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Roster"
        description={`The learners of “${course.title}”, read from the platform now. Everybody can come by the course's links without an invitation.`}
        className="w-[min(36rem,calc(100vw-2rem))]"
        footer={
          people === undefined ? (
            <Button isBusy={read.isPending} onClick={() => read.mutate(input)}>
              Read it
            </Button>
          ) : (
            <Button isBusy={invite.isPending} disabled={fresh === 0} onClick={() => invite.mutate(input)}>
              Invite {counted(fresh, "learner")}
            </Button>
          )
        }
      >
        <div className="flex flex-col gap-3 text-sm">
          <FormError>{error === null ? undefined : explainError(error).message}</FormError>
          {people?.length === 0 && <p className="text-muted-foreground">There is no learner in it.</p>}
          {people !== undefined && people.length > 0 && <RosterPeople people={people} className="max-h-80" />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

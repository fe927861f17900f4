"use client";

import { EyeOff } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { Moment } from "../moment.tsx";

const ShowNamesForm = dynamic(async () => (await import("./show-names-form.tsx")).ShowNamesForm, {
  ssr: false,
});

/** That names are hidden from who marks, or who has shown them and why. */
export function WithoutNames({ exercise }: { exercise: ExerciseDetails }) {
  const { isInstructor } = useCohort();
  const [isOpen, setIsOpen] = useState(false);
  const { namesShown, handIn } = exercise;
  if (namesShown === null && handIn.isAnonymous !== true) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-3 text-sm">
      {namesShown === null ? (
        <p className="flex min-w-0 flex-1 basis-60 items-start gap-2 text-muted-foreground">
          <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />
          Names are hidden until a grade is released. The gradebook says who has handed in nothing.
        </p>
      ) : (
        <p className="num min-w-0 wrap-break-word text-muted-foreground">
          Names were shown by {namesShown.by ?? "a former instructor"}, <Moment at={namesShown.at} />:{" "}
          {namesShown.reason}
        </p>
      )}
      {namesShown === null && isInstructor && (
        <Dialog open={isOpen} onOpenChange={setIsOpen}>
          <DialogTrigger className={buttonVariants({ variant: "secondary", size: "sm" })}>
            Show names
          </DialogTrigger>
          {isOpen && <ShowNamesForm exerciseId={exercise.id} onClose={() => setIsOpen(false)} />}
        </Dialog>
      )}
    </div>
  );
}

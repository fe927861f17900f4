"use client";

import { CalendarPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";

const ExtendForm = dynamic(async () => (await import("./extend-form.tsx")).ExtendForm, { ssr: false });

export function ExtendDialog({ exercise, dueAt }: { exercise: ExerciseDetails; dueAt: string }) {
  const { cohort } = useCohort();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger
        disabled={!cohort.members.some(({ role }) => role === "learner")}
        className={buttonVariants({ variant: "secondary", size: "sm" })}
      >
        <CalendarPlus aria-hidden />
        Extend
      </DialogTrigger>
      {isOpen && <ExtendForm exercise={exercise} dueAt={dueAt} onClose={() => setIsOpen(false)} />}
    </Dialog>
  );
}

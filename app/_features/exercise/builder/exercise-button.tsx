"use client";

import { NotebookPen } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";

// Its text wants a reader of Markdown, and most designs are for no exercise.
const ExerciseDialog = dynamic(
  () => import("./exercise-dialog.tsx").then((module) => module.ExerciseDialog),
  { ssr: false },
);

/** In the builder, on a design that was begun for an exercise: what is asked, and how far the network is. */
export function ExerciseButton({ exerciseId }: { exerciseId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger className={buttonVariants({ variant: "secondary", size: "sm" })} aria-label="Exercise">
        <NotebookPen aria-hidden />
        <span className="max-md:hidden">Exercise</span>
      </DialogTrigger>
      {isOpen && <ExerciseDialog exerciseId={exerciseId} />}
    </Dialog>
  );
}

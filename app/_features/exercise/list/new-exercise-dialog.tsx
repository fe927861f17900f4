"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";

const NewExerciseForm = lazy(async () => ({
  default: (await import("./new-exercise-form.tsx")).NewExerciseForm,
}));

export function NewExerciseDialog({ cohortId }: { cohortId: string }) {
  const [isReached, setReached] = useState(false);
  return (
    <Dialog>
      <DialogTrigger className={buttonVariants({ variant: "primary" })} onReach={() => setReached(true)}>
        <Plus aria-hidden />
        New exercise
      </DialogTrigger>
      {isReached && (
        <Suspense>
          <NewExerciseForm cohortId={cohortId} />
        </Suspense>
      )}
    </Dialog>
  );
}

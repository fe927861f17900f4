"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";

const NewDesignForm = lazy(async () => ({ default: (await import("./new-design-form.tsx")).NewDesignForm }));

export function NewDesignDialog({ cohortId }: { cohortId: string }) {
  const [isReached, setReached] = useState(false);
  return (
    <Dialog>
      <DialogTrigger className={buttonVariants({ variant: "primary" })} onReach={() => setReached(true)}>
        <Plus aria-hidden />
        New design
      </DialogTrigger>
      {isReached && (
        <Suspense>
          <NewDesignForm cohortId={cohortId} />
        </Suspense>
      )}
    </Dialog>
  );
}

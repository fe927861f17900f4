import { Card } from "#app/_ui/card.tsx";
import { CreateCohortDialog } from "./create-cohort-dialog.tsx";
import { JoinCohortForm } from "./join-cohort-form.tsx";

/** For who is in no class yet. Nearly all have a code in front of them. */
export function FirstCohort() {
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col gap-4 py-4">
      <JoinCohortForm title="Join your class" variant="primary" />
      <Card className="flex flex-wrap items-center justify-between gap-3 p-4">
        <p className="min-w-0 flex-1 basis-56 text-sm text-muted-foreground">
          You teach one? Make a cohort, be its instructor, and get a code for your class.
        </p>
        <CreateCohortDialog variant="secondary" />
      </Card>
    </div>
  );
}

"use client";

import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";

const DeleteCohortDialog = lazyDialog(
  async () => (await import("./delete-cohort-dialog.tsx")).DeleteCohortDialog,
);

export function DeleteCohortCard() {
  const { cohort } = useCohort();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Delete</CardTitle>
        <Button size="sm" variant="secondary" onClick={() => setIsAsking(true)}>
          Delete…
        </Button>
      </CardHeader>
      <CardContent className="text-sm text-muted-foreground">
        Takes everything along, everybody's. The page Desk has all of it as tables first.
      </CardContent>
      <DeleteCohortDialog cohort={cohort} isOpen={isAsking} onOpenChange={setIsAsking} />
    </Card>
  );
}

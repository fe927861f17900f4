"use client";

import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { useState } from "react";

const DeleteAccountDialog = lazyDialog(
  async () => (await import("./delete-account-dialog.tsx")).DeleteAccountDialog,
);

export function DeleteAccountCard({ hasPassword }: { hasPassword: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Delete the account</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted-foreground">
        <p className="max-w-prose">
          You are told first what is deleted and what stays, and without whose name.
        </p>
        <Button variant="secondary" onClick={() => setIsAsking(true)}>
          Delete my account…
        </Button>
      </CardContent>
      <DeleteAccountDialog hasPassword={hasPassword} isOpen={isAsking} onOpenChange={setIsAsking} />
    </Card>
  );
}

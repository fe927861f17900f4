"use client";

import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { useState } from "react";
import { DeleteAccountDialog } from "./delete-account-dialog.tsx";

export function DeleteAccountCard() {
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
      <DeleteAccountDialog isOpen={isAsking} onOpenChange={setIsAsking} />
    </Card>
  );
}

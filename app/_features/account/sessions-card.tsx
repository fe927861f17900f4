"use client";

import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { OwnAccount } from "#server/contract/account.ts";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";

/** Who is signed in, and who could have been. */
export function SessionsCard({ links }: { links: OwnAccount["passwordLinks"] }) {
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  async function signOutEverywhere(): Promise<void> {
    setIsBusy(true);
    const authClient = await loadAuthClient();
    const { error } = await authClient.revokeSessions();
    if (error !== null) {
      setIsBusy(false);
      setIsAsking(false);
      toast.error("Signing out did not work. Check the connection and try again.");
      return;
    }
    // A new document: nothing that this person has read stays in memory.
    window.location.assign("/sign-in");
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Signed in</CardTitle>
        <Button size="sm" variant="secondary" onClick={() => setIsAsking(true)}>
          Sign out everywhere
        </Button>
      </CardHeader>
      <CardContent className="flex flex-col gap-3 text-sm">
        <p className="text-muted-foreground">
          On a computer of the classroom or of somebody else? Signing out everywhere ends all sessions, this
          one too.
        </p>
        {links.length > 0 && (
          <div className="flex flex-col gap-1.5">
            <h3 className="font-medium">Links to a new password that were made for you</h3>
            <ul className="flex flex-col gap-1 text-muted-foreground">
              {links.map(({ id, madeBy, createdAt, usedAt }) => (
                <li key={id}>
                  By {madeBy ?? "somebody who is gone"}, <RelativeTime at={createdAt} />
                  {usedAt === null ? (
                    ", not used"
                  ) : (
                    <>
                      , used <RelativeTime at={usedAt} />
                    </>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </CardContent>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        variant="primary"
        isBusy={isBusy}
        onConfirm={() => void signOutEverywhere()}
      >
        Every browser that is signed in to your account is signed out, this one too. What is saved stays
        saved.
      </AlertDialog>
    </Card>
  );
}

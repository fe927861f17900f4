"use client";

import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";

type ConflictDialogProps = {
  isOpen: boolean;
  onKeepMine: () => Promise<void>;
  onLoadTheirs: () => Promise<void>;
};

/** The design was saved from elsewhere while it was changed here: the person says which one stays. */
export function ConflictDialog({ isOpen, onKeepMine, onLoadTheirs }: ConflictDialogProps) {
  const [busy, setBusy] = useState<"mine" | "theirs" | null>(null);
  async function choose(which: "mine" | "theirs", act: () => Promise<void>): Promise<void> {
    setBusy(which);
    await act().finally(() => setBusy(null));
  }
  return (
    <Dialog
      open={isOpen}
      disablePointerDismissal
      onOpenChange={() => toast.info("Choose which one stays; saving waits for it", { id: "conflict" })}
    >
      <DialogContent
        title="This design was changed elsewhere"
        description="Another tab or another device has saved it since. Both cannot stay."
        footer={
          <>
            <Button
              variant="secondary"
              disabled={busy !== null}
              isBusy={busy === "theirs"}
              onClick={() => void choose("theirs", onLoadTheirs)}
            >
              Load the saved one
            </Button>
            <Button
              disabled={busy !== null}
              isBusy={busy === "mine"}
              onClick={() => void choose("mine", onKeepMine)}
            >
              Keep mine
            </Button>
          </>
        }
      >
        <p className="text-sm text-muted-foreground">
          Loading the saved one can be undone with Ctrl Z. Keeping yours overwrites what the other saved.
        </p>
      </DialogContent>
    </Dialog>
  );
}

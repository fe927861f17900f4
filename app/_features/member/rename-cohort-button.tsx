"use client";

import { PencilLine } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";

const RenameCohortDialog = lazyDialog(
  async () => (await import("./rename-cohort-dialog.tsx")).RenameCohortDialog,
);

export function RenameCohortButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        aria-haspopup="dialog"
        icon={<PencilLine aria-hidden />}
        onPointerEnter={RenameCohortDialog.load}
        onClick={() => setIsOpen(true)}
      >
        Rename cohort
      </Button>
      <RenameCohortDialog isOpen={isOpen} onOpenChange={setIsOpen} />
    </>
  );
}

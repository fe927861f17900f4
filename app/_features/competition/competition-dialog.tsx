"use client";

import { Settings2, Trophy } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";

const CompetitionForm = dynamic(async () => (await import("./competition-form.tsx")).CompetitionForm, {
  ssr: false,
});

type CompetitionDialogProps = { exerciseId: string; isCompetition: boolean };

export function CompetitionDialog({ exerciseId, isCompetition }: CompetitionDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger className={buttonVariants({ variant: "secondary", size: "sm" })}>
        {isCompetition ? <Settings2 aria-hidden /> : <Trophy aria-hidden />}
        {isCompetition ? "Settings" : "Add a board"}
      </DialogTrigger>
      {isOpen && (
        <CompetitionForm
          exerciseId={exerciseId}
          isCompetition={isCompetition}
          onClose={() => setIsOpen(false)}
        />
      )}
    </Dialog>
  );
}

"use client";

import { PencilLine } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogTrigger } from "#app/_ui/dialog.tsx";
import type { Submission } from "#server/contract/submission.ts";

const GradeForm = dynamic(() => import("../grade/grade-form.tsx").then((module) => module.GradeForm), {
  ssr: false,
});

/** Points by hand and comments: a draft until it is released. */
export function GradeDialog({ submission }: { submission: Submission }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger
        aria-label={`Grade ${submission.user.name}`}
        className={buttonVariants({ variant: "ghost", size: "icon-sm" })}
      >
        <PencilLine aria-hidden />
      </DialogTrigger>
      {isOpen && <GradeForm submission={submission} onClose={() => setIsOpen(false)} />}
    </Dialog>
  );
}

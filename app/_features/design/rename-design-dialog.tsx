"use client";

import { useState, type SubmitEvent } from "react";
import type { DesignSummary } from "#server/contract/design.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { isTooLong } from "#app/_lib/name-length.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useUpdateDesign } from "./use-update-design.ts";

const MAX_NAME = 80;

type RenameDesignDialogProps = { design: DesignSummary; isOpen: boolean; onClose: () => void };

/** Mounted while it is open. */
export function RenameDesignDialog({ design, isOpen, onClose }: RenameDesignDialogProps) {
  const [name, setName] = useState(design.name);
  const [problem, setProblem] = useState<string>();
  const update = useUpdateDesign(onClose);

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const trimmed = name.trim();
    setProblem(trimmed === "" ? "A design needs a name." : undefined);
    if (trimmed !== "" && !isTooLong(name, MAX_NAME)) update.mutate({ designId: design.id, name: trimmed });
  }

  return (
    <Dialog open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title="Rename design">
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <FormError>{update.isError ? explainError(update.error).message : undefined}</FormError>
          <NameField
            label="Design name"
            error={problem}
            value={name}
            onValueChange={setName}
            max={MAX_NAME}
          />
          <Button type="submit" isBusy={update.isPending} className="self-end">
            Rename
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

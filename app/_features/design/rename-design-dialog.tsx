"use client";

import { useState, type SubmitEvent } from "react";
import type { DesignSummary } from "#server/contract/design.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useUpdateDesign } from "./use-update-design.ts";

type RenameDesignDialogProps = { design: DesignSummary; onClose: () => void };

/** Mounted while it is open. */
export function RenameDesignDialog({ design, onClose }: RenameDesignDialogProps) {
  const [name, setName] = useState(design.name);
  const [problem, setProblem] = useState<string>();
  const update = useUpdateDesign(onClose);

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const trimmed = name.trim();
    setProblem(trimmed === "" ? "A design needs a name." : undefined);
    if (trimmed !== "") update.mutate({ designId: design.id, name: trimmed });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title="Rename design">
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <FormError>{update.isError ? explainError(update.error).message : undefined}</FormError>
          <Field label="Design name" error={problem}>
            <Input value={name} onValueChange={setName} maxLength={80} autoComplete="off" />
          </Field>
          <Button type="submit" isBusy={update.isPending} className="self-end">
            Rename
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

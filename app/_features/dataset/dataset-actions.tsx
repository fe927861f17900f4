"use client";

import { Archive, ArchiveRestore, CircleSlash, Ellipsis, PencilLine, Plus, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import type { DatasetSummary } from "#server/contract/dataset.ts";
import { useDecide } from "./use-decide.ts";

const DeleteDatasetDialog = lazyDialog(
  async () => (await import("./delete-dataset-dialog.tsx")).DeleteDatasetDialog,
);
const EditDatasetDialog = lazyDialog(
  async () => (await import("./edit-dataset-dialog.tsx")).EditDatasetDialog,
);

type DatasetActionsProps = { dataset: DatasetSummary; onDeleted?: () => void };

/** What may be done with a dataset by who looks at it; nothing where nothing may. */
export function DatasetActions({ dataset, onDeleted }: DatasetActionsProps) {
  const { isInstructor } = useCohort();
  const decide = useDecide();
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
  const { id, title, isUsed, isArchived, isDefault, isUsable, canManage, visibility } = dataset;
  const canBeDefault = isInstructor && isUsable && !isDefault && visibility !== "owner";
  if (!isInstructor && !canManage) return null;
  return (
    <>
      <Menu>
        <MenuTrigger
          aria-label={`Actions for ${title}`}
          className={`relative ${buttonVariants({ variant: "ghost", size: "icon-sm" })}`}
        >
          <Ellipsis aria-hidden />
        </MenuTrigger>
        <MenuContent align="end">
          {canBeDefault && (
            <MenuItem onClick={() => decide.setDefault(id)}>
              <Star aria-hidden />
              Make it the default
            </MenuItem>
          )}
          {isInstructor && !isArchived && (
            <MenuItem onClick={() => decide.use(id, !isUsed)}>
              {isUsed ? <CircleSlash aria-hidden /> : <Plus aria-hidden />}
              {isUsed ? "Stop using it" : "Use it"}
            </MenuItem>
          )}
          {canManage && (
            <>
              <MenuItem onClick={() => setDialog("edit")}>
                <PencilLine aria-hidden />
                Edit
              </MenuItem>
              <MenuItem onClick={() => decide.archive(id, !isArchived)}>
                {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
                {isArchived ? "Take out of the archive" : "Archive"}
              </MenuItem>
              <MenuSeparator />
              <MenuItem tone="destructive" onClick={() => setDialog("delete")}>
                <Trash2 aria-hidden />
                Delete
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      {dialog === "edit" && <EditDatasetDialog dataset={dataset} isOpen onClose={() => setDialog(null)} />}
      <DeleteDatasetDialog
        dataset={dataset}
        isOpen={dialog === "delete"}
        onClose={() => setDialog(null)}
        {...(onDeleted === undefined ? {} : { onDeleted })}
      />
    </>
  );
}

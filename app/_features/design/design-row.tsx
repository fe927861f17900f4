"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy, Ellipsis, PencilLine, Trash2, UserRoundCheck, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { DesignSummary } from "#server/contract/design.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { formatFaceShape } from "#app/_lib/format-face-shape.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { useUpdateDesign } from "./use-update-design.ts";

const DeleteDesignDialog = lazyDialog(
  async () => (await import("./delete-design-dialog.tsx")).DeleteDesignDialog,
);
const RenameDesignDialog = lazyDialog(
  async () => (await import("./rename-design-dialog.tsx")).RenameDesignDialog,
);
const TakeOverDesignDialog = lazyDialog(
  async () => (await import("./take-over-design-dialog.tsx")).TakeOverDesignDialog,
);

export function DesignRow({ design }: { design: DesignSummary }) {
  const [dialog, setDialog] = useState<"rename" | "delete" | "take over" | null>(null);
  const { isInstructor } = useCohort();
  const isLeftBehind = isInstructor && !design.owner.isMember;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const update = useUpdateDesign();
  const duplicate = useMutation(
    trpc.design.duplicate.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: async (copy) => {
        await queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
        toast.success(`“${copy.name}” is in your designs.`);
      },
    }),
  );
  const isShared = update.isPending ? (update.variables.isShared ?? design.isShared) : design.isShared;

  return (
    <li className="@container relative transition-colors hover:bg-accent/50">
      <div className="flex items-center gap-3 px-4 py-3">
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <Link
            href={`/cohorts/${design.cohortId}/designs/${design.id}`}
            className="truncate font-medium after:absolute after:inset-0"
          >
            {design.name}
          </Link>
          <p className="num truncate text-[0.8125rem] text-muted-foreground">
            {!design.isMine &&
              `${design.owner.name}${design.owner.isMember ? "" : ", no longer a member"} · `}
            {formatCount(design.params)} parameters ·{" "}
            <span className="@max-lg:hidden">
              {formatCount(design.layerCount)} layers · {formatFaceShape(design.inputShape)} to{" "}
              {formatFaceShape(design.outputShape)} ·{" "}
            </span>
            <RelativeTime at={design.updatedAt} />
          </p>
        </div>
        {design.isMine ? (
          <div className="relative flex items-center gap-2 text-[0.8125rem] text-muted-foreground">
            <span aria-hidden className="@max-lg:hidden">
              Shared
            </span>
            <Switch
              aria-label={`Share ${design.name} with the cohort`}
              checked={isShared}
              onCheckedChange={(next) =>
                update.mutate(
                  { designId: design.id, isShared: next },
                  { onError: (error) => toast.error(explainError(error).message) },
                )
              }
            />
          </div>
        ) : (
          <Badge className="@max-lg:hidden">
            <Users aria-hidden />
            Shared
          </Badge>
        )}
        <Menu>
          <MenuTrigger
            aria-label={`Actions for ${design.name}`}
            className={`relative ${buttonVariants({ variant: "ghost", size: "icon-sm" })}`}
          >
            <Ellipsis aria-hidden />
          </MenuTrigger>
          <MenuContent align="end">
            <MenuItem onClick={() => duplicate.mutate({ designId: design.id })}>
              <Copy aria-hidden />
              Duplicate
            </MenuItem>
            {isLeftBehind && (
              <MenuItem onClick={() => setDialog("take over")}>
                <UserRoundCheck aria-hidden />
                Take over
              </MenuItem>
            )}
            {design.isMine && (
              <MenuItem onClick={() => setDialog("rename")}>
                <PencilLine aria-hidden />
                Rename
              </MenuItem>
            )}
            {(design.isMine || isLeftBehind) && (
              <>
                <MenuSeparator />
                <MenuItem tone="destructive" onClick={() => setDialog("delete")}>
                  <Trash2 aria-hidden />
                  Delete
                </MenuItem>
              </>
            )}
          </MenuContent>
        </Menu>
      </div>
      {dialog === "rename" && <RenameDesignDialog design={design} isOpen onClose={() => setDialog(null)} />}
      <DeleteDesignDialog design={design} isOpen={dialog === "delete"} onClose={() => setDialog(null)} />
      <TakeOverDesignDialog design={design} isOpen={dialog === "take over"} onClose={() => setDialog(null)} />
    </li>
  );
}

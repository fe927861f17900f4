"use client";

import { AlertDialog as BaseAlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Button, buttonVariants } from "./button.tsx";
import { backdropClassName, popupClassName } from "./dialog.tsx";

type AlertDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** Something to decide along with it. */
  option?: ReactNode;
  confirmLabel: string;
  /** Another word where what is asked about is itself a cancelling. */
  cancelLabel?: string;
  onConfirm: () => void;
  isBusy?: boolean;
  variant?: "primary" | "destructive";
};

/** Asks before something that cannot be undone. Stays open while busy; the owner closes it. */
export function AlertDialog({
  isOpen,
  onOpenChange,
  title,
  children,
  option,
  confirmLabel,
  cancelLabel = "Cancel",
  onConfirm,
  isBusy = false,
  variant = "destructive",
}: AlertDialogProps) {
  return (
    <BaseAlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className={backdropClassName} />
        <BaseAlertDialog.Popup className={cn(popupClassName, "w-[min(26rem,calc(100vw-2rem))] gap-4 p-5")}>
          <div className="flex flex-col gap-2">
            <BaseAlertDialog.Title className="text-base font-semibold tracking-tight">
              {title}
            </BaseAlertDialog.Title>
            <BaseAlertDialog.Description className="text-sm text-muted-foreground">
              {children}
            </BaseAlertDialog.Description>
          </div>
          {option}
          <div className="flex flex-wrap justify-end gap-2">
            <BaseAlertDialog.Close className={buttonVariants({ variant: "secondary" })}>
              {cancelLabel}
            </BaseAlertDialog.Close>
            <Button variant={variant} isBusy={isBusy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}

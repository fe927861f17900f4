"use client";

import { useEffect, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Button, buttonVariants } from "./button.tsx";
import { backdropClassName, popupClassName } from "./dialog-class-names.ts";
import { createLazyParts } from "./lazy-parts.ts";

const lazy = createLazyParts(async () => (await import("@base-ui/react/alert-dialog")).AlertDialog);

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

/**
 * Asks before something that cannot be undone. Stays open while busy; the owner closes it. Its code comes with the first
 * question that a page asks.
 */
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
  const parts = lazy.useParts();
  useEffect(() => {
    if (isOpen) lazy.load();
  }, [isOpen]);
  if (parts === null) return null;
  return (
    <parts.Root open={isOpen} onOpenChange={onOpenChange}>
      <parts.Portal>
        <parts.Backdrop className={backdropClassName} />
        <parts.Popup className={cn(popupClassName, "w-[min(26rem,calc(100vw-2rem))] gap-4 p-5")}>
          <div className="flex flex-col gap-2">
            <parts.Title className="text-base font-semibold tracking-tight">{title}</parts.Title>
            <parts.Description className="text-sm text-muted-foreground">{children}</parts.Description>
          </div>
          {option}
          <div className="flex flex-wrap justify-end gap-2">
            <parts.Close className={buttonVariants({ variant: "secondary" })}>{cancelLabel}</parts.Close>
            <Button variant={variant} isBusy={isBusy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </parts.Popup>
      </parts.Portal>
    </parts.Root>
  );
}

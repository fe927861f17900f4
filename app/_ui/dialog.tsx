"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "./button.tsx";

export const Dialog = BaseDialog.Root;
export const DialogTrigger = BaseDialog.Trigger;
export const DialogClose = BaseDialog.Close;

export const backdropClassName =
  "fixed inset-0 z-40 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";
export const popupClassName =
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border border-border bg-popover text-popover-foreground shadow-floating outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0";

const TEXT_ENTRY = "input:not([type]), input[type=text], input[type=email], input[type=password], textarea";

type DialogContentProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  className?: string;
  /** Of the part that scrolls. */
  bodyClassName?: string;
  children?: ReactNode;
};

/** Goes inside a Dialog; begins at its first text field, traps focus, closes on Escape and on a click outside. */
export function DialogContent(props: DialogContentProps) {
  const { title, description, footer, className, bodyClassName, children } = props;
  const body = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className={backdropClassName} />
      <BaseDialog.Popup
        // What is there to be filled in is filled in at once. By touch a keyboard would cover the rest.
        initialFocus={(openedBy) =>
          (openedBy === "touch" ? null : body.current?.querySelector<HTMLElement>(TEXT_ENTRY)) ?? true
        }
        className={cn(popupClassName, className)}
      >
        <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
          <div className="flex flex-col gap-1">
            <BaseDialog.Title className="text-base font-semibold tracking-tight">{title}</BaseDialog.Title>
            {description !== undefined && (
              <BaseDialog.Description className="text-sm text-muted-foreground">
                {description}
              </BaseDialog.Description>
            )}
          </div>
          <BaseDialog.Close
            aria-label="Close"
            className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "-mr-2")}
          >
            <X aria-hidden />
          </BaseDialog.Close>
        </header>
        <div ref={body} className={cn("min-h-0 overflow-y-auto px-5 pb-5", bodyClassName)}>
          {children}
        </div>
        {footer !== undefined && (
          <footer className="flex flex-wrap justify-end gap-2 border-t border-border px-5 py-3">
            {footer}
          </footer>
        )}
      </BaseDialog.Popup>
    </BaseDialog.Portal>
  );
}

"use client";

import type { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
} from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "./button.tsx";
import { backdropClassName, popupClassName } from "./dialog-class-names.ts";
import { createLazyParts } from "./lazy-parts.ts";

const lazy = createLazyParts(async () => (await import("@base-ui/react/dialog")).Dialog);

type Scope = {
  isOpen: boolean;
  change: (isOpen: boolean) => void;
  onSettled: (isOpen: boolean) => void;
  isModalOnly: boolean;
};
const DialogContext = createContext<Scope | null>(null);

function useDialog(): Scope {
  const scope = use(DialogContext);
  if (scope === null) throw new Error("This goes inside a Dialog");
  return scope;
}

type DialogProps = {
  /** Where its owner decides; else its trigger does. */
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Once it is all there, or all gone. */
  onOpenChangeComplete?: (isOpen: boolean) => void;
  /** A click outside does not close it. */
  disablePointerDismissal?: boolean;
  children: ReactNode;
};

export function Dialog({
  open,
  onOpenChange,
  onOpenChangeComplete,
  disablePointerDismissal = false,
  children,
}: DialogProps) {
  const [isOpenBySelf, setOpenBySelf] = useState(false);
  const isOpen = open ?? isOpenBySelf;
  const scope = useMemo(() => {
    function change(next: boolean): void {
      setOpenBySelf(next);
      onOpenChange?.(next);
    }
    return {
      isOpen,
      change,
      onSettled: (next: boolean) => onOpenChangeComplete?.(next),
      isModalOnly: disablePointerDismissal,
    };
  }, [isOpen, onOpenChange, onOpenChangeComplete, disablePointerDismissal]);
  return <DialogContext value={scope}>{children}</DialogContext>;
}

type DialogTriggerProps = ComponentProps<"button"> & {
  /** Fetches what else the dialog needs. */
  onReach?: () => void;
};

/** What the dialog needs comes when somebody reaches for this. */
export function DialogTrigger({ onReach, ...props }: DialogTriggerProps) {
  const { isOpen, change } = useDialog();
  function reach(): void {
    lazy.load();
    onReach?.();
  }
  return (
    <button
      type="button"
      tabIndex={0}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      {...props}
      onPointerEnter={reach}
      onFocus={reach}
      onClick={() => {
        reach();
        change(true);
      }}
    />
  );
}

/** Inside a DialogContent. */
export function DialogClose(props: BaseDialog.Close.Props) {
  const parts = lazy.useParts();
  return parts === null ? null : <parts.Close {...props} />;
}

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

/**
 * Goes inside a Dialog; begins at its first text field, traps focus, closes on Escape and on a click outside. Its code comes
 * with the first that opens.
 */
export function DialogContent(props: DialogContentProps) {
  const { title, description, footer, className, bodyClassName, children } = props;
  const { isOpen, change, onSettled, isModalOnly } = useDialog();
  const parts = lazy.useParts();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) lazy.load();
  }, [isOpen]);
  if (parts === null) return null;

  /** What is there to be filled in is filled in at once. By touch a keyboard would cover the rest. */
  function firstField(openedBy: string): HTMLElement | true {
    const isTouched = openedBy === "touch" || window.matchMedia("(pointer: coarse)").matches;
    return (isTouched ? null : body.current?.querySelector<HTMLElement>(TEXT_ENTRY)) ?? true;
  }

  return (
    <parts.Root
      open={isOpen}
      onOpenChange={(next) => change(next)}
      onOpenChangeComplete={onSettled}
      disablePointerDismissal={isModalOnly}
    >
      <parts.Portal>
        <parts.Backdrop className={backdropClassName} />
        <parts.Popup initialFocus={firstField} className={cn(popupClassName, className)}>
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div className="flex flex-col gap-1">
              <parts.Title className="text-base font-semibold tracking-tight">{title}</parts.Title>
              {description !== undefined && (
                <parts.Description className="text-sm text-muted-foreground">{description}</parts.Description>
              )}
            </div>
            <parts.Close
              aria-label="Close"
              className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "-mr-2")}
            >
              <X aria-hidden />
            </parts.Close>
          </header>
          <div ref={body} className={cn("min-h-0 overflow-y-auto px-5 pb-5", bodyClassName)}>
            {children}
          </div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-border px-5 py-3">
              {footer}
            </footer>
          )}
        </parts.Popup>
      </parts.Portal>
    </parts.Root>
  );
}

"use client";

import type { VariantProps } from "class-variance-authority";
import type { ComponentProps, KeyboardEvent, ReactNode, SyntheticEvent } from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "./button-variants.ts";
import { Spinner } from "./spinner.tsx";

export { buttonVariants };

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Shows a spinner in place and refuses clicks while it stays focusable. */
    isBusy?: boolean | undefined;
    icon?: ReactNode;
  };

const refuse = (event: SyntheticEvent) => event.preventDefault();

/** Of a button that is busy: a disabled one would lose the focus. */
const BUSY = {
  "aria-busy": true,
  "aria-disabled": true,
  "data-disabled": "",
  disabled: false,
  onClick: refuse,
  onPointerDown: refuse,
  onKeyDown: (event: KeyboardEvent) => event.key !== "Tab" && refuse(event),
};

export function Button({ className, variant, size, isBusy = false, icon, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      // Some browsers focus a button that is pressed only where it says so.
      tabIndex={0}
      {...props}
      {...(isBusy ? BUSY : {})}
      className={cn(buttonVariants({ variant, size }), className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

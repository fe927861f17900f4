"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "./button-variants.ts";
import { Spinner } from "./spinner.tsx";
import type { WithClassName } from "./with-class-name.ts";

export { buttonVariants };

type ButtonProps = WithClassName<BaseButton.Props> &
  VariantProps<typeof buttonVariants> & {
    /** Shows a spinner in place and refuses clicks while it stays focusable. */
    isBusy?: boolean | undefined;
    icon?: ReactNode;
  };

export function Button({
  className,
  variant,
  size,
  isBusy = false,
  icon,
  children,
  disabled,
  ...props
}: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...props}
      disabled={disabled === true || isBusy}
      focusableWhenDisabled={isBusy}
      aria-busy={isBusy || undefined}
      className={cn(buttonVariants({ variant, size }), className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </BaseButton>
  );
}

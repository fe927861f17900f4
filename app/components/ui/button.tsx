"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "#app/lib/cn.ts";
import { Spinner } from "./spinner.tsx";
import type { WithClassName } from "./with-class-name.ts";

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md text-sm font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50 data-disabled:pointer-events-none data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground shadow-raised hover:bg-primary-hover",
        secondary: "border border-border bg-card text-foreground shadow-raised hover:bg-accent",
        ghost: "text-foreground hover:bg-accent",
        destructive: "bg-destructive text-destructive-foreground shadow-raised hover:bg-destructive-hover",
        link: "text-primary-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-8 px-2.5 text-[0.8125rem]",
        md: "h-9 px-3.5",
        lg: "h-11 px-5 text-[0.9375rem]",
        icon: "size-9",
        "icon-sm": "size-8",
      },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);

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

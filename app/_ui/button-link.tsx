import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "./button-variants.ts";

type ButtonLinkProps = ComponentProps<typeof Link> &
  VariantProps<typeof buttonVariants> & { icon?: ReactNode };

/** A link that looks like a button: it goes somewhere, so it stays a link for keyboards and screen readers. */
export function ButtonLink({ className, variant, size, icon, children, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} className={cn(buttonVariants({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}

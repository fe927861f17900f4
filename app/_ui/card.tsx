import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      {...props}
      className={cn("rounded-lg border border-border bg-card text-card-foreground shadow-raised", className)}
    />
  );
}

/** Title at the left, actions (the last child) at the right. */
export function CardHeader({ className, ...props }: ComponentProps<"header">) {
  return (
    <header
      {...props}
      className={cn(
        "flex min-h-13 items-center justify-between gap-3 border-b border-border px-4 py-2.5",
        className,
      )}
    />
  );
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 {...props} className={cn("text-[0.9375rem] font-semibold tracking-tight", className)}>
      {children}
    </h2>
  );
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("p-4", className)} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      {...props}
      className={cn("flex items-center gap-2 border-t border-border px-4 py-3", className)}
    />
  );
}

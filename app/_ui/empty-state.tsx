import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** What this place will hold, and how to begin. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center justify-center gap-2 px-6 py-12 text-center", className)}>
      {icon !== undefined && (
        <div
          aria-hidden
          className="mb-1 flex size-11 items-center justify-center rounded-full bg-muted text-muted-foreground [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <p className="font-medium">{title}</p>
      {children !== undefined && (
        <div className="max-w-md text-sm text-balance text-muted-foreground">{children}</div>
      )}
      {action !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

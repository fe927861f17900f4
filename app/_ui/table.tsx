import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";

/** Scrolls sideways by itself where the screen is narrower than its columns. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <div className="relative w-full overflow-x-auto">
      <table {...props} className={cn("w-full caption-bottom border-collapse text-sm", className)} />
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead {...props} className={cn("text-xs text-muted-foreground", className)} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("border-b border-border last:border-b-0", className)} />;
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={cn("h-9 px-3 text-left align-middle font-medium whitespace-nowrap", className)}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={cn("h-12 px-3 align-middle", className)} />;
}

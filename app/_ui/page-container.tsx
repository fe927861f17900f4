import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";

export function PageContainer({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      className={cn("mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-6 sm:px-6", className)}
    />
  );
}

import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";

export function PageContainer({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      className={cn(
        "mx-auto flex w-full max-w-6xl flex-col min-[1600px]:max-w-[96rem] gap-6 px-4 py-6 sm:px-6",
        className,
      )}
    />
  );
}

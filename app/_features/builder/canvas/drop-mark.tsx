"use client";

import { CornerDownRight } from "lucide-react";
import { cn } from "#app/_lib/cn.ts";
import { useBuilder } from "../store/store-context.ts";

/** Where a dragged block would go in. */
export function DropMark({ className, style }: { className?: string; style?: { transform: string } }) {
  const title = useBuilder((state) => state.drop?.title ?? "");
  return (
    <p
      data-drop-mark=""
      className={cn(
        "face-drop z-20 flex w-max items-center gap-1 rounded-md border border-primary bg-primary px-2 py-0.5 font-medium text-primary-foreground shadow-floating [&_svg]:size-[1em]",
        className,
      )}
      style={style}
    >
      <CornerDownRight aria-hidden />
      {title} goes here
    </p>
  );
}

import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import type { IssueTone } from "../issue-tone.ts";

type BlockFaceProps = {
  title?: string | undefined;
  tone: IssueTone | null;
  isSelected: boolean;
  color: string;
  /** Cold: none of it is trained. */
  isFrozen?: boolean | undefined;
  className?: string;
  children: ReactNode;
};

const BORDER: Record<IssueTone, string> = {
  wrong: "border-destructive",
  unfinished: "border-dashed border-border-strong",
  warning: "border-warning",
};

/** The card that a block or a folded group is drawn on. */
export function BlockFace({
  title,
  tone,
  isSelected,
  color,
  isFrozen = false,
  className,
  children,
}: BlockFaceProps) {
  return (
    <div
      title={title}
      className={cn(
        "relative flex h-16 w-52 flex-col justify-center gap-0.5 rounded-lg border bg-card py-1 pr-2.5 pl-3.5 text-card-foreground shadow-raised transition-shadow",
        tone === null ? "border-border" : BORDER[tone],
        isFrozen && "is-frozen",
        isSelected && "border-primary ring-2 ring-primary/70",
        className,
      )}
    >
      <span
        aria-hidden
        className="absolute inset-y-1.5 left-1 w-[3px] rounded-full"
        style={{ background: color }}
      />
      {children}
    </div>
  );
}

"use client";

import { cn } from "#app/_lib/cn.ts";
import { useStandInProps } from "./field-context.ts";

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (isChecked: boolean) => void;
  /** Needed where no label has its id. */
  "aria-label"?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
};

/** A button that says whether it is on: what ties a library's switch to forms is as large as a page's own code. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  const field = useStandInProps();
  return (
    <button
      {...field}
      {...props}
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        "group relative inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full border border-border-strong bg-muted p-px transition-colors after:absolute after:-inset-x-1 after:-inset-y-3 after:content-[''] disabled:cursor-not-allowed disabled:opacity-50 aria-checked:border-primary aria-checked:bg-primary",
        className,
      )}
    >
      <span className="size-4 rounded-full bg-border-strong transition-transform group-aria-checked:translate-x-4 group-aria-checked:bg-primary-foreground" />
    </button>
  );
}

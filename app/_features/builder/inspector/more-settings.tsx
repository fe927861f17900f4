"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

type MoreSettingsProps = {
  /** Where something in it is not as it is by default. */
  isOpenAtFirst: boolean;
  /** Never hides what is wrong. */
  isWrong: boolean;
  children: ReactNode;
};

/** Settings that a first network needs no thought about, folded away. */
export function MoreSettings({ isOpenAtFirst, isWrong, children }: MoreSettingsProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <details
      className="group border-t border-border pt-3"
      open={isOpen || isWrong}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className="flex cursor-pointer list-none max-md:min-h-11 items-center gap-1.5 rounded text-[0.8125rem] text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        More settings
      </summary>
      <div className="flex flex-col gap-4 pt-3">{children}</div>
    </details>
  );
}

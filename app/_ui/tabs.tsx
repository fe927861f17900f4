"use client";

import { createContext, use, useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";

type Scope = {
  value: string;
  choose: (value: string) => void;
  idOf: (part: string, value: string) => string;
};
const TabsContext = createContext<Scope | null>(null);

function useTabs(): Scope {
  const scope = use(TabsContext);
  if (scope === null) throw new Error("This goes inside Tabs");
  return scope;
}

type TabsProps<Value extends string> = {
  /** Where its owner decides; else a press does, from `defaultValue` on. */
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  className?: string;
  children: ReactNode;
};

/** As WAI-ARIA describes them: one tab can be reached by Tab, the arrows lead to the others, Enter or Space chooses. */
export function Tabs<Value extends string>({ value, onValueChange, ...props }: TabsProps<Value>) {
  const [own, setOwn] = useState<string>(props.defaultValue ?? "");
  const id = useId();
  const shown = value ?? own;
  const scope = useMemo<Scope>(
    () => ({
      value: shown,
      choose(next) {
        setOwn(next);
        onValueChange?.(next as Value);
      },
      idOf: (part, of) => `${id}-${part}-${of}`,
    }),
    [shown, onValueChange, id],
  );
  return (
    <TabsContext value={scope}>
      <div className={props.className}>{props.children}</div>
    </TabsContext>
  );
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = STEPS[event.key];
  const end = event.key === "Home" ? 0 : event.key === "End" ? -1 : null;
  const next = step !== undefined ? tabs.at((at + step) % tabs.length) : end === null ? null : tabs.at(end);
  if (next == null) return;
  event.preventDefault();
  next.focus();
}

export function TabsList({
  className,
  ...props
}: {
  "aria-label"?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // Its tabs are what has the focus.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      {...props}
      role="tablist"
      onKeyDown={moveFocus}
      className={cn("inline-flex h-9 items-center gap-0.5 rounded-lg bg-muted p-0.5", className)}
    />
  );
}

type PartProps = { value: string; className?: string; children: ReactNode };

export function TabsTab({ value, className, children }: PartProps) {
  const tabs = useTabs();
  const isChosen = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={tabs.idOf("tab", value)}
      aria-selected={isChosen}
      aria-controls={isChosen ? tabs.idOf("panel", value) : undefined}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => tabs.choose(value)}
      className={cn(
        "inline-flex h-8 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors select-none hover:text-foreground aria-selected:bg-card aria-selected:text-foreground aria-selected:shadow-raised",
        className,
      )}
    >
      {children}
    </button>
  );
}

type PanelProps = PartProps & {
  /** What is in it stays as it is while another is shown. */
  keepMounted?: boolean;
};

export function TabsPanel({ value, className, keepMounted = false, children }: PanelProps) {
  const tabs = useTabs();
  const isShown = tabs.value === value;
  if (!isShown && !keepMounted) return null;
  return (
    <div
      role="tabpanel"
      hidden={!isShown}
      id={tabs.idOf("panel", value)}
      aria-labelledby={tabs.idOf("tab", value)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its content may have nothing to reach
      tabIndex={0}
      className={cn("outline-none", className)}
    >
      {children}
    </div>
  );
}

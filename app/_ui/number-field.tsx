"use client";

import { Minus, Plus } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { readNumber } from "#app/_lib/read-number.ts";
import { stepped } from "#app/_lib/stepped.ts";
import { useInputProps } from "./field-context.ts";

const KEYS: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

type NumberFieldProps = {
  value: number | null;
  /** Always within the limits; null for none. */
  onValueChange: (value: number | null) => void;
  min: number;
  max?: number;
  step?: number;
  /** Needed where no Field gives a label. */
  "aria-label"?: string;
  placeholder?: string;
  className?: string;
};

/** Arrow keys step, Shift and Page keys step by ten, Home and End lead to the limits. */
export function NumberField({ value, onValueChange, className, placeholder, ...props }: NumberFieldProps) {
  const limits = { min: props.min, max: props.max ?? Number.MAX_SAFE_INTEGER, step: props.step ?? 1 };
  const field = useInputProps();
  /** As long as somebody is at it; half a number stays as it is typed. */
  const [typed, setTyped] = useState<string | null>(null);

  function take(text: string): void {
    setTyped(text);
    const number = readNumber(text);
    if (text.trim() === "") onValueChange(null);
    else if (number !== null) onValueChange(Math.min(limits.max, Math.max(limits.min, number)));
  }
  function go(next: number): void {
    setTyped((text) => (text === null ? null : String(next)));
    onValueChange(next);
  }
  function handleKeyDown(event: KeyboardEvent): void {
    const by = KEYS[event.key];
    const end = event.key === "Home" ? limits.min : event.key === "End" ? limits.max : null;
    if (by === undefined && end === null) return;
    event.preventDefault();
    go(by === undefined ? (end ?? limits.min) : stepped(value, event.shiftKey ? 10 * by : by, limits));
  }

  return (
    <div
      className={cn(
        "flex h-9 w-full overflow-hidden rounded-md border border-input/60 bg-card shadow-raised transition-colors focus-within:border-ring focus-within:outline-2 focus-within:outline-ring hover:border-input has-data-invalid:border-destructive",
        className,
      )}
    >
      <Step
        label="Decrease"
        isAtEnd={value !== null && value <= limits.min}
        onStep={() => go(stepped(value, -1, limits))}
      >
        <Minus aria-hidden />
      </Step>
      <input
        {...field}
        {...(props["aria-label"] === undefined ? {} : { "aria-label": props["aria-label"] })}
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        value={typed ?? value?.toLocaleString("en-US", { maximumFractionDigits: 6 }) ?? ""}
        onChange={(event) => take(event.target.value)}
        onFocus={() => setTyped(value === null ? "" : String(value))}
        onBlur={() => setTyped(null)}
        onKeyDown={handleKeyDown}
        className="num w-full min-w-0 bg-transparent px-1 text-center text-sm outline-none placeholder:text-muted-foreground"
      />
      <Step
        label="Increase"
        isAtEnd={value !== null && value >= limits.max}
        onStep={() => go(stepped(value, 1, limits))}
      >
        <Plus aria-hidden />
      </Step>
    </div>
  );
}

type StepProps = { label: string; isAtEnd: boolean; onStep: () => void; children: ReactNode };

/** For the mouse: the keys do the same from within the number. */
function Step({ label, isAtEnd, onStep, children }: StepProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      disabled={isAtEnd}
      onClick={onStep}
      className="flex w-8 shrink-0 items-center justify-center text-muted-foreground transition-colors hover:bg-accent hover:text-foreground disabled:pointer-events-none disabled:opacity-40 [&_svg]:size-3.5"
    >
      {children}
    </button>
  );
}

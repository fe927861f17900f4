"use client";

import { useId } from "react";

type ThresholdProps = { label: string; hint: string; value: number; onChange: (value: number) => void };

/** A share from 0 to 1 by hand. */
export function Threshold({ label, hint, value, onChange }: ThresholdProps) {
  const id = useId();
  return (
    <div className="space-y-1">
      <div className="flex items-baseline justify-between gap-2 text-sm">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <output htmlFor={id} className="num text-muted-foreground">
          {value.toFixed(2)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0.05}
        max={0.95}
        step={0.01}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="h-6 w-full cursor-pointer accent-primary"
      />
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        {hint}
      </p>
    </div>
  );
}

"use client";

import { useId, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { FieldContext, inputId, standInId } from "./field-context.ts";

type FieldProps = {
  label: ReactNode;
  /** Read with the control, under it. */
  hint?: ReactNode;
  /** What is wrong, in plain words. Undefined while nothing is. */
  error?: string | undefined;
  name?: string;
  className?: string;
  /** The control: an Input, NumberField, Select, Switch... */
  children: ReactNode;
};

/** Our own: a library's, which judges values as well, is as large as a page's own code. */
export function Field({ label, hint, error, name, className, children }: FieldProps) {
  const labelId = useId();
  const said = error ?? hint;
  const saidId = `${labelId}-said`;
  const isInvalid = error !== undefined;
  const scope = { labelId, name, describedBy: said === undefined ? undefined : saidId, isInvalid };
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- as a label leads to an input; keys reach the control by themselves */}
      <label
        id={labelId}
        htmlFor={inputId(labelId)}
        className="text-sm font-medium"
        onClick={() => document.querySelector<HTMLElement>(`[id="${standInId(labelId)}"]`)?.focus()}
      >
        {label}
      </label>
      <FieldContext value={scope}>{children}</FieldContext>
      {isInvalid ? (
        <p id={saidId} className="text-[0.8125rem] text-destructive-text first-letter:uppercase">
          {error}
        </p>
      ) : (
        hint !== undefined && (
          <p id={saidId} className="text-[0.8125rem] text-muted-foreground">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

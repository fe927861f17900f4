"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { createContext, useId, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";

/** The label's id, for a control whose code comes later; null outside of a field. */
export const FieldLabelContext = createContext<string | null>(null);

/** The control that only looks like one yet, under a label with this id. */
export function standInId(labelId: string): string {
  return `${labelId}-control`;
}

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

export function Field({ label, hint, error, name, className, children }: FieldProps) {
  const labelId = useId();
  return (
    <BaseField.Root
      {...(name === undefined ? {} : { name })}
      invalid={error !== undefined}
      className={cn("flex flex-col gap-1.5", className)}
    >
      <BaseField.Label
        id={labelId}
        className="text-sm font-medium"
        onClick={() => document.querySelector<HTMLElement>(`[id="${standInId(labelId)}"]`)?.focus()}
      >
        {label}
      </BaseField.Label>
      <FieldLabelContext value={labelId}>{children}</FieldLabelContext>
      {hint !== undefined && error === undefined && (
        <BaseField.Description className="text-[0.8125rem] text-muted-foreground">
          {hint}
        </BaseField.Description>
      )}
      <BaseField.Error
        match={error !== undefined}
        className="text-[0.8125rem] text-destructive-text first-letter:uppercase"
      >
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}

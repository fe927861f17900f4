"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { useId, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { FieldHintContext, FieldLabelContext, standInId } from "./field-label.ts";

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
  const hasHint = hint !== undefined && error === undefined;
  const hintId = `${labelId}-hint`;
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
      <FieldLabelContext value={labelId}>
        <FieldHintContext value={hasHint ? hintId : null}>{children}</FieldHintContext>
      </FieldLabelContext>
      {hasHint && (
        <BaseField.Description id={hintId} className="text-[0.8125rem] text-muted-foreground">
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

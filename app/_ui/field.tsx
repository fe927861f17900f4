"use client";

import { Field as BaseField } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";

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
  return (
    <BaseField.Root
      {...(name === undefined ? {} : { name })}
      invalid={error !== undefined}
      className={cn("flex flex-col gap-1.5", className)}
    >
      <BaseField.Label className="text-sm font-medium">{label}</BaseField.Label>
      {children}
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

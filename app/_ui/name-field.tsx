"use client";

import type { ReactNode } from "react";
import { nameLength } from "#app/_lib/name-length.ts";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

type NameFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  value: string;
  onValueChange: (value: string) => void;
  /** The most characters; more can be typed, are counted and not taken. */
  max: number;
  name?: string;
  placeholder?: string;
  autoComplete?: string;
  autoFocus?: boolean;
};

/** A name or another line with a limit: counted near it, called too long beyond it, never cut. */
export function NameField(props: NameFieldProps) {
  const { label, hint, error, className, max, value, onValueChange, name, ...input } = props;
  const length = nameLength(value, max);
  return (
    <Field
      label={label}
      hint={length.kind === "near" ? length.text : hint}
      error={length.kind === "over" ? length.text : error}
      {...(name === undefined ? {} : { name })}
      {...(className === undefined ? {} : { className })}
    >
      <Input autoComplete="off" {...input} value={value} onValueChange={onValueChange} />
    </Field>
  );
}

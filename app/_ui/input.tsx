"use client";

import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";
import { useInputProps } from "./field-context.ts";
import { inputClassName } from "./input-class-name.ts";

type InputProps = ComponentProps<"input"> & { onValueChange?: (value: string) => void };

/** A line of text; inside a Field it has the field's label. */
export function Input({ className, onValueChange, onChange, ...props }: InputProps) {
  return (
    <input
      {...useInputProps()}
      {...props}
      onChange={(event) => {
        onChange?.(event);
        onValueChange?.(event.target.value);
      }}
      className={cn(inputClassName, className)}
    />
  );
}

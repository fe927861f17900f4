"use client";

import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";
import { useInputProps } from "./field-context.ts";
import { inputClassName } from "./input-class-name.ts";

type TextareaProps = Omit<ComponentProps<"textarea">, "onChange" | "value"> & {
  value: string;
  onValueChange: (value: string) => void;
};

/** Several lines of text; inside a Field it has the field's label. */
export function Textarea({ className, onValueChange, ...props }: TextareaProps) {
  return (
    <textarea
      {...useInputProps()}
      {...props}
      onChange={(event) => onValueChange(event.target.value)}
      className={cn(inputClassName, "h-auto min-h-24 py-2 leading-relaxed", className)}
    />
  );
}

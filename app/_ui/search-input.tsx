"use client";

import type { ComponentProps } from "react";
import { cn } from "#app/_lib/cn.ts";
import { inputClassName } from "./input-class-name.ts";

type SearchInputProps = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  "aria-label": string;
  onValueChange: (value: string) => void;
};

/** An input that stands alone: what ties one to its label, hint and error is not sent for it. */
export function SearchInput({ className, onValueChange, ...props }: SearchInputProps) {
  return (
    <input
      {...props}
      type="search"
      className={cn(inputClassName, className)}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}

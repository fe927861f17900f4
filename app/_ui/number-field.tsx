"use client";

import { NumberField as BaseNumberField } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import { cn } from "#app/_lib/cn.ts";
import type { WithClassName } from "./with-class-name.ts";

const stepClassName =
  "flex w-8 shrink-0 items-center justify-center text-muted-foreground transition-colors hover:bg-accent hover:text-foreground data-disabled:pointer-events-none data-disabled:opacity-40 [&_svg]:size-3.5";

type NumberFieldProps = WithClassName<BaseNumberField.Root.Props> & {
  "aria-label"?: string;
  placeholder?: string;
};

/** Arrow keys step, Shift steps by ten, Page and Home/End keys jump. */
export function NumberField({ className, placeholder, "aria-label": label, ...props }: NumberFieldProps) {
  return (
    <BaseNumberField.Root {...props} className={cn("w-full", className)}>
      <BaseNumberField.Group className="flex h-9 w-full overflow-hidden rounded-md border border-input/60 bg-card shadow-raised transition-colors focus-within:border-ring focus-within:outline-2 focus-within:outline-ring hover:border-input data-disabled:opacity-60 data-invalid:border-destructive">
        <BaseNumberField.Decrement aria-label="Decrease" className={stepClassName}>
          <Minus aria-hidden />
        </BaseNumberField.Decrement>
        <BaseNumberField.Input
          aria-label={label}
          placeholder={placeholder}
          className="num w-full min-w-0 bg-transparent px-1 text-center text-sm outline-none placeholder:text-muted-foreground"
        />
        <BaseNumberField.Increment aria-label="Increase" className={stepClassName}>
          <Plus aria-hidden />
        </BaseNumberField.Increment>
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  );
}

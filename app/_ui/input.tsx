"use client";

import { Input as BaseInput } from "@base-ui/react/input";
import { cn } from "#app/_lib/cn.ts";
import { inputClassName } from "./input-class-name.ts";
import type { WithClassName } from "./with-class-name.ts";

export function Input({ className, ...props }: WithClassName<BaseInput.Props>) {
  return <BaseInput {...props} className={cn(inputClassName, className)} />;
}

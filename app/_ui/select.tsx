"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { inputClassName } from "./input.tsx";
import { listItemClassName, listPopupClassName } from "./menu.tsx";

type SelectOption<Value extends string> = { value: Value; label: ReactNode; isDisabled?: boolean };

type SelectProps<Value extends string> = {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  /** Needed where no Field gives a label. */
  "aria-label"?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
};

export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  id,
  disabled = false,
  className,
  ...props
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <BaseSelect.Trigger
        {...props}
        {...(id === undefined ? {} : { id })}
        className={cn(
          inputClassName,
          "flex items-center justify-between gap-2 text-left select-none",
          className,
        )}
      >
        <BaseSelect.Value className="truncate" />
        <BaseSelect.Icon className="text-muted-foreground">
          <ChevronsUpDown aria-hidden className="size-4" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          alignItemWithTrigger={false}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <BaseSelect.Popup className={cn(listPopupClassName, "min-w-[var(--anchor-width)]")}>
            <BaseSelect.List className="max-h-[var(--available-height)] overflow-y-auto">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.isDisabled === true}
                  className={cn(listItemClassName, "grid grid-cols-[1fr_1rem]")}
                >
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator>
                    <Check aria-hidden />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

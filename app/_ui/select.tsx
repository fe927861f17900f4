"use client";

import type { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { useStandInProps } from "./field-context.ts";
import { inputClassName } from "./input-class-name.ts";
import { createLazyParts } from "./lazy-parts.ts";
import { createReach, LazyTrigger, useReached, type Reach } from "./lazy-trigger.tsx";
import { listItemClassName, listPopupClassName } from "./list-class-names.ts";

type Parts = typeof BaseSelect;
const lazy = createLazyParts<Parts>(async () => (await import("@base-ui/react/select")).Select);

/** As the whole select says of itself. */
const CLOSED = { role: "combobox", "aria-haspopup": "listbox" } as const;

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

const triggerClassName = cn(inputClassName, "flex items-center justify-between gap-2 text-left select-none");

/** Its code comes when somebody reaches for it. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const parts = lazy.useParts();
  const field = useStandInProps();
  const [reach] = useState(createReach);
  if (parts !== null) return <ReachedSelect {...field} {...props} parts={parts} reach={reach} />;

  const { value, options, className, onValueChange: _, ...rest } = props;
  return (
    <LazyTrigger
      {...field}
      {...rest}
      reach={reach}
      onReach={lazy.load}
      {...CLOSED}
      className={cn(triggerClassName, className)}
    >
      <span className="truncate">{options.find((option) => option.value === value)?.label ?? value}</span>
      <ChevronsUpDown aria-hidden className="size-4 text-muted-foreground" />
    </LazyTrigger>
  );
}

type ReachedSelectProps<Value extends string> = SelectProps<Value> &
  ReturnType<typeof useStandInProps> & { parts: Parts; reach: Reach };

function ReachedSelect<Value extends string>({
  value,
  onValueChange,
  options,
  disabled = false,
  className,
  parts,
  reach,
  ...props
}: ReachedSelectProps<Value>) {
  const trigger = useReached(reach);
  return (
    <parts.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <parts.Trigger {...props} ref={trigger} className={cn(triggerClassName, className)}>
        <parts.Value className="truncate" />
        <parts.Icon className="text-muted-foreground">
          <ChevronsUpDown aria-hidden className="size-4" />
        </parts.Icon>
      </parts.Trigger>
      <parts.Portal>
        <parts.Positioner
          alignItemWithTrigger={false}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <parts.Popup className={cn(listPopupClassName, "min-w-[var(--anchor-width)]")}>
            <parts.List className="max-h-[var(--available-height)] overflow-y-auto">
              {options.map((option) => (
                <parts.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.isDisabled === true}
                  className={cn(listItemClassName, "grid grid-cols-[1fr_1rem]")}
                >
                  <parts.ItemText>{option.label}</parts.ItemText>
                  <parts.ItemIndicator>
                    <Check aria-hidden />
                  </parts.ItemIndicator>
                </parts.Item>
              ))}
            </parts.List>
          </parts.Popup>
        </parts.Positioner>
      </parts.Portal>
    </parts.Root>
  );
}

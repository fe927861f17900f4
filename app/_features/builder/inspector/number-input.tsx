"use client";

import { type KeyboardEvent, useState } from "react";
import { Input } from "#app/_ui/input.tsx";
import { cn } from "#app/_lib/cn.ts";
import { stepped } from "#app/_lib/stepped.ts";
import { formatSettingText, parseSettingText } from "./setting-text.ts";

type NumberInputProps = {
  value: unknown;
  onChange: (value: number | string) => void;
  onDone?: (() => void) | undefined;
  limits: { min: number; max: number; step: number };
  label?: string;
  /** The id of what explains an error, where no Field does. */
  describedBy?: string | undefined;
  isWrong?: boolean;
  isReadOnly?: boolean;
  placeholder?: string | undefined;
  className?: string;
};

/** A number as it is typed: half a number stays on the screen and is called wrong, never replaced. */
export function NumberInput(props: NumberInputProps) {
  const { value, onChange, onDone, limits, label, isWrong = false, isReadOnly = false } = props;
  const [typed, setTyped] = useState("");
  // A change from elsewhere, as by undo, shows at once.
  const text = typed !== "" && parseSettingText(typed) === value ? typed : formatSettingText(value);

  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    if (isReadOnly) return;
    const by = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
    onChange(stepped(value, by, limits));
  }

  return (
    <Input
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(props.describedBy === undefined ? {} : { "aria-describedby": props.describedBy })}
      aria-invalid={isWrong || undefined}
      data-graph-undo=""
      inputMode="decimal"
      autoComplete="off"
      readOnly={isReadOnly}
      placeholder={props.placeholder}
      value={text}
      onValueChange={(next) => {
        setTyped(next);
        onChange(parseSettingText(next));
      }}
      onKeyDown={handleKeyDown}
      onBlur={onDone}
      className={cn("num h-8 px-2 max-md:h-11", isWrong && "border-destructive", props.className)}
    />
  );
}

"use client";

import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Input } from "#app/_ui/input.tsx";
import type { Json } from "#models/graph/storable.ts";
import type { SettingField } from "#models/layers/setting-field.ts";
import { formatNumbersText, parseNumbersText } from "./numbers-text.ts";

type NumbersInputProps = {
  value: unknown;
  field: Extract<SettingField, { kind: "numbers" }>;
  onChange: (value: Json | undefined) => void;
  onDone: () => void;
  isWrong: boolean;
  isReadOnly: boolean;
};

/** Numbers as they are typed, with commas between them: half of one stays on the screen and is called wrong. */
export function NumbersInput({ value, field, onChange, onDone, isWrong, isReadOnly }: NumbersInputProps) {
  const [typed, setTyped] = useState("");
  const isTyped = typed !== "" && JSON.stringify(parseNumbersText(typed, field)) === JSON.stringify(value);
  return (
    <Input
      aria-label={field.label}
      aria-invalid={isWrong || undefined}
      data-graph-undo=""
      autoComplete="off"
      readOnly={isReadOnly}
      placeholder={field.emptyMeans === undefined ? undefined : "none"}
      value={isTyped ? typed : formatNumbersText(value)}
      onValueChange={(next) => {
        setTyped(next);
        onChange(parseNumbersText(next, field));
      }}
      onBlur={onDone}
      className={cn("num h-8 px-2", isWrong && "border-destructive")}
    />
  );
}

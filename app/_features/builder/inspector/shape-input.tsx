"use client";

import { useState } from "react";
import { Input } from "#app/_ui/input.tsx";
import { cn } from "#app/_lib/cn.ts";
import type { Json } from "#models/graph/storable.ts";
import { formatShapeText, isEqualShape, parseShapeText } from "./shape-text.ts";

type ShapeInputProps = {
  value: unknown;
  onChange: (value: Json) => void;
  onDone: () => void;
  label: string;
  isWrong: boolean;
  isReadOnly: boolean;
};

/** A list of sizes as it is typed: half of one stays on the screen and is called wrong. */
export function ShapeInput({ value, onChange, onDone, label, isWrong, isReadOnly }: ShapeInputProps) {
  const [typed, setTyped] = useState("");
  const text = typed !== "" && isEqualShape(parseShapeText(typed), value) ? typed : formatShapeText(value);
  return (
    <Input
      aria-label={label}
      aria-invalid={isWrong || undefined}
      data-graph-undo=""
      autoComplete="off"
      readOnly={isReadOnly}
      value={text}
      onValueChange={(next) => {
        setTyped(next);
        onChange(parseShapeText(next));
      }}
      onBlur={onDone}
      className={cn("num h-8 px-2 max-md:h-11", isWrong && "border-destructive")}
    />
  );
}

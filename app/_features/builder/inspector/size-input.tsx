"use client";

import { Link2, Link2Off } from "lucide-react";
import { useState } from "react";
import { FieldContext } from "#app/_ui/field-context.ts";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import type { Json } from "#models/graph/storable.ts";
import { NumberInput } from "./number-input.tsx";
import { sidesOf } from "./setting-text.ts";

type SizeInputProps = {
  value: unknown;
  /** Undefined: the setting is left out. */
  onChange: (value: Json | undefined) => void;
  onDone: () => void;
  limits: { min: number; max: number; step: number };
  label: string;
  isOptional: boolean;
  isWrong: boolean;
  isReadOnly: boolean;
};

/** Height and width, each a field with a name of its own. Square until one says otherwise. */
export function SizeInput(props: SizeInputProps) {
  const { value, onChange, label, isOptional, isReadOnly, onDone, limits, isWrong } = props;
  const [height, width] = sidesOf(value);
  const [isSquare, setIsSquare] = useState(height === width);
  const isLinked = isSquare && height === width;

  function change(side: "height" | "width", next: number | string): void {
    const pair =
      isLinked || height === undefined || width === undefined
        ? [next, next]
        : side === "height"
          ? [next, width]
          : [height, next];
    const isEmpty = pair.every((part) => part === "");
    onChange(isEmpty && isOptional ? undefined : (pair as Json));
  }

  const shared = { limits, isWrong, isReadOnly, onDone, placeholder: isOptional ? "auto" : undefined };
  return (
    <div className="flex items-center gap-1.5">
      <div className="min-w-0 flex-1">
        <FieldContext value={null}>
          <NumberInput
            {...shared}
            value={height}
            label={`${label}, height`}
            onChange={(next) => change("height", next)}
          />
        </FieldContext>
      </div>
      <span aria-hidden className="text-xs text-muted-foreground">
        ×
      </span>
      <div className="min-w-0 flex-1">
        <FieldContext value={null}>
          <NumberInput
            {...shared}
            value={width}
            label={`${label}, width`}
            onChange={(next) => change("width", next)}
          />
        </FieldContext>
      </div>
      <Tooltip label={isLinked ? "Height and width stay equal" : "Height and width on their own"}>
        <button
          type="button"
          aria-label={`${label}: keep height and width equal`}
          aria-pressed={isLinked}
          disabled={isReadOnly}
          onClick={() => {
            setIsSquare(!isLinked);
            if (!isLinked && height !== undefined) onChange([height, height] as Json);
          }}
          className="flex size-8 shrink-0 max-md:size-11 items-center justify-center rounded-md text-muted-foreground hover:bg-accent disabled:opacity-40 [&_svg]:size-4"
        >
          {isLinked ? <Link2 aria-hidden /> : <Link2Off aria-hidden />}
        </button>
      </Tooltip>
    </div>
  );
}

"use client";

import { useState } from "react";
import { Input } from "#app/_ui/input.tsx";
import { readAnswerNumber } from "#models/exercises/questions/read-answer-number.ts";

type NumberTextProps = {
  value: number;
  onValueChange: (value: number) => void;
  /** Where no Field gives one. */
  label?: string;
};

/** Any number, also a negative or a very small one. */
export function NumberText({ value, onValueChange, label }: NumberTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      {...(label === undefined ? {} : { "aria-label": label })}
      inputMode="decimal"
      autoComplete="off"
      maxLength={60}
      value={typed ?? String(value)}
      onValueChange={(text) => {
        setTyped(text);
        const read = readAnswerNumber(text, "");
        if (read.ok) onValueChange(read.value);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

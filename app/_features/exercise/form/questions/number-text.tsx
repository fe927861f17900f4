"use client";

import { useState } from "react";
import { Input } from "#app/_ui/input.tsx";
import { readAnswerNumber } from "#models/exercises/questions/read-answer-number.ts";

type NumberTextProps = { value: number; onValueChange: (value: number) => void };

/** Any number, also a negative or a very small one. */
export function NumberText({ value, onValueChange }: NumberTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
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

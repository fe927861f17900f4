"use client";

import { useState } from "react";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { AnswerKey, CellRule } from "#models/exercises/questions/answer-key.ts";
import type { Matrix, Question } from "#models/exercises/questions/question.ts";
import { MatrixTable } from "../../answer/matrix-table.tsx";
import { matrixText, readMatrix } from "./read-matrix.ts";

type CellQuestion = Extract<Question, { kind: "cell" }>;
type CellKey = Extract<AnswerKey, { kind: "cell" }>;

type CellFieldsProps = {
  question: CellQuestion;
  answer: CellKey;
  isNetworkAsked: boolean;
  onChange: (question: Question, key: AnswerKey) => void;
};

const EXAMPLE: Matrix = {
  rows: ["Forest", "River"],
  columns: ["Forest", "River"],
  values: [
    [9, 1],
    [2, 8],
  ],
};

const RULES: Record<CellRule["kind"], { label: string; begin: (className: string) => CellRule }> = {
  "mistaken-for": {
    label: "Most often taken for a class",
    begin: (className) => ({ kind: "mistaken-for", className }),
  },
  "taken-for": {
    label: "What a class is most often taken for",
    begin: (className) => ({ kind: "taken-for", className }),
  },
  "largest-mistake": { label: "The most frequent mistake", begin: () => ({ kind: "largest-mistake" }) },
  cells: {
    label: "A cell of my choice",
    begin: (name) => ({ kind: "cells", cells: [{ row: name, column: name }] }),
  },
};
const RULE_KINDS = Object.keys(RULES) as CellRule["kind"][];

export function CellFields({ question, answer: key, isNetworkAsked, onChange }: CellFieldsProps) {
  const { matrix } = question;
  const { rule } = key;
  const name = "className" in rule ? rule.className : "River";
  const setRule = (next: CellRule) => onChange(question, { ...key, rule: next });
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <Field label="Matrix">
          <Select
            value={matrix.kind}
            onValueChange={(kind) =>
              onChange(
                { ...question, matrix: kind === "own-run" ? { kind } : { kind, of: EXAMPLE } },
                kind === "own-run" && rule.kind === "cells"
                  ? { ...key, rule: { kind: "largest-mistake" } }
                  : key,
              )
            }
            options={[
              { value: "own-run", label: "Of the run handed in", isDisabled: !isNetworkAsked },
              { value: "given", label: "One that I give" },
            ]}
          />
        </Field>
        <Field label="Right is">
          <Select
            value={rule.kind}
            onValueChange={(kind) => setRule(RULES[kind].begin(name))}
            options={RULE_KINDS.filter((kind) => kind !== "cells" || matrix.kind === "given").map((kind) => ({
              value: kind,
              label: RULES[kind].label,
            }))}
          />
        </Field>
        {"className" in rule && (
          <Field label="Class">
            <Input
              value={rule.className}
              maxLength={80}
              onValueChange={(className) => setRule({ kind: rule.kind, className })}
            />
          </Field>
        )}
      </div>
      {matrix.kind === "given" && (
        <GivenMatrix
          matrix={matrix.of}
          onChange={(of) => onChange({ ...question, matrix: { kind: "given", of } }, key)}
        />
      )}
      {matrix.kind === "given" && rule.kind === "cells" && (
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">Press the cell that is right</span>
          <MatrixTable
            label="The cell that is right"
            matrix={matrix.of}
            chosen={rule.cells}
            onChoose={(cell) => setRule({ kind: "cells", cells: [cell] })}
          />
        </div>
      )}
    </>
  );
}

type GivenMatrixProps = { matrix: Matrix; onChange: (matrix: Matrix) => void };

function GivenMatrix({ matrix, onChange }: GivenMatrixProps) {
  const [text, setText] = useState(() => matrixText(matrix));
  const read = readMatrix(text);
  return (
    <Field
      label="Values"
      hint="As a spreadsheet copies them: the columns' names first, then a line for each row, with tabs or semicolons."
      error={read.ok ? undefined : read.reason}
    >
      <Textarea
        value={text}
        maxLength={8000}
        spellCheck={false}
        className="num min-h-28 font-mono text-[0.8125rem] whitespace-pre"
        onValueChange={(next) => {
          setText(next);
          const changed = readMatrix(next);
          if (changed.ok) onChange(changed.matrix);
        }}
      />
    </Field>
  );
}

"use client";

import { FileUp } from "lucide-react";
import { useId, useRef, useState, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { inputClassName } from "#app/_ui/input-class-name.ts";
import { cn } from "#app/_lib/cn.ts";
import { MAX_WINDOW_BYTES } from "#server/contract/own-input.ts";
import { lastRows } from "./last-rows.ts";

type WindowFormProps = {
  /** Rows that the network sees at once. */
  steps: number;
  columns: readonly string[];
  isBusy: boolean;
  onAsk: (name: string, csv: Blob) => void;
};

/** Tables of a time series have at most so many. */
const MAX_FILE_BYTES = 64 * 1024 ** 2;
const PASTED = "Your rows";

export function WindowForm({ steps, columns, isBusy, onAsk }: WindowFormProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const [fieldId, hintId, problemId] = [useId(), useId(), useId()];

  function ask(name: string, table: string): void {
    const csv = new Blob([lastRows(table, steps)], { type: "text/csv" });
    const found = csv.size === 0 ? "Paste some rows first, or choose a CSV." : sizeProblem(csv.size);
    setProblem(found);
    if (found === null) onAsk(name, csv);
  }
  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    ask(PASTED, text);
  }
  async function handleFile(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    if (chosen.size > MAX_FILE_BYTES) {
      setProblem(`“${chosen.name}” is larger than 64 MB, the most that a table may have.`);
      return;
    }
    const rows = lastRows(await chosen.text(), steps);
    setText(rows);
    ask(chosen.name, rows);
  }

  return (
    <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-2">
      <label htmlFor={fieldId} className="text-sm font-medium">
        Rows of a table
      </label>
      <textarea
        id={fieldId}
        rows={9}
        spellCheck={false}
        value={text}
        placeholder={`${columns.join(",")}\n…`}
        aria-describedby={problem === null ? hintId : problemId}
        aria-invalid={problem !== null}
        className={cn(inputClassName, "h-auto resize-y py-2 font-mono text-[0.8125rem] leading-5")}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={hintId} className="text-[0.8125rem] text-muted-foreground">
        As CSV, the oldest row first, with {columns.length === 1 ? "the column" : "the columns"}{" "}
        <span className="font-medium break-words">{columns.join(", ")}</span>; others are passed over. The
        last {steps} rows are the window.
      </p>
      {problem !== null && (
        <p id={problemId} role="alert" className="text-sm text-destructive-text">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Ask the network
        </Button>
        <Button variant="secondary" icon={<FileUp aria-hidden />} onClick={() => file.current?.click()}>
          Choose a CSV
        </Button>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        aria-label="A CSV with rows"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          void handleFile(event.target.files?.[0]);
          // So that the same file may be chosen again.
          event.target.value = "";
        }}
      />
    </form>
  );
}

function sizeProblem(bytes: number): string | null {
  if (bytes <= MAX_WINDOW_BYTES) return null;
  return `These rows have ${Math.ceil(bytes / 1024)} kB; 256 kB is the limit. Leave out columns that the network does not read.`;
}

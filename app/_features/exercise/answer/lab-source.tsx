"use client";

import { FileJson } from "lucide-react";
import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Button } from "#app/_ui/button.tsx";
import type { LabResult } from "#models/exercises/questions/lab-result.ts";
import { readLabFile } from "#models/exercises/questions/read-lab-file.ts";
import { useKeptResult } from "./use-kept-result.ts";

const MAX_BYTES = 8 * 2 ** 20;

type LabSourceProps = {
  kind: LabResult["kind"];
  /** The picture that is asked about; empty where any will do. */
  file: string;
  /** Names the file field. */
  label: string;
  onResult: (result: LabResult) => void;
};

/** A result of the vision lab: the one that was kept there, or a file, chosen, dropped or pasted. */
export function LabSource({ kind, file, label, onResult }: LabSourceProps) {
  const kept = useKeptResult(kind);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);

  function read(text: string): void {
    const found = readLabFile(text, { kind, file });
    setProblem(found.ok ? null : found.reason);
    if (found.ok) onResult(found.result);
  }

  async function take(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    if (chosen.size > MAX_BYTES) setProblem("A result has at most 8 MB.");
    else read(await chosen.text());
  }

  return (
    <div className="flex flex-col gap-2">
      {kept !== null && (
        <Button
          variant="secondary"
          className="max-w-full self-start"
          onClick={() => {
            setProblem(null);
            onResult(kept);
          }}
        >
          <span className="truncate">Take what the lab kept: {kept.file === "" ? "no name" : kept.file}</span>
        </Button>
      )}
      <div
        className={cn(
          "relative flex items-center gap-3 rounded-lg border border-dashed border-border-strong px-3 py-2.5 hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
          isOver && "border-primary bg-primary-soft",
        )}
      >
        <FileJson aria-hidden className="size-5 shrink-0 text-muted-foreground" />
        <span className="min-w-0 text-[0.8125rem] text-muted-foreground">
          {kept === null
            ? "In the vision lab choose “Keep for an exercise”, or drop, paste or choose its JSON file here."
            : "Or drop, paste or choose a JSON file of the vision lab here."}
        </span>
        <input
          type="file"
          aria-label={label}
          accept=".json,application/json"
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          onDragEnter={() => setIsOver(true)}
          onDragLeave={() => setIsOver(false)}
          onDrop={() => setIsOver(false)}
          onPaste={(event) => {
            const [pasted] = event.clipboardData.files;
            if (pasted === undefined) read(event.clipboardData.getData("text"));
            else void take(pasted);
          }}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="text-[0.8125rem] text-destructive-text">
          {problem}
        </p>
      )}
    </div>
  );
}

"use client";

import { Select } from "#app/_ui/select.tsx";
import type { OwnSubmissions } from "#server/contract/submission.ts";

type RunSelectProps = {
  runs: OwnSubmissions["runs"];
  value: string;
  onValueChange: (runId: string) => void;
};

export function RunSelect({ runs, value, onValueChange }: RunSelectProps) {
  return (
    <Select
      aria-label="Run to hand in"
      className="min-w-0 flex-1 basis-56"
      value={value}
      onValueChange={onValueChange}
      options={runs.map(({ id, name, state, startedBy }) => ({
        value: id,
        label: `${name}${state === "finished" ? "" : ` (${state})`}${startedBy === null ? "" : `, by ${startedBy}`}`,
      }))}
    />
  );
}

"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { MAX_WANTED } from "#models/exercises/questions/limits.ts";
import type { WantedCount } from "#models/exercises/questions/vision-parts.ts";

type CountsFieldsProps = {
  legend: string;
  counts: readonly WantedCount[];
  onChange: (counts: WantedCount[]) => void;
};

/** How many of each class are right, and how far off is right as well. */
export function CountsFields({ legend, counts, onChange }: CountsFieldsProps) {
  const change = (place: number, part: Partial<WantedCount>) =>
    onChange(counts.map((each, at) => (at === place ? { ...each, ...part } : each)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {counts.map(({ class: name, count, tolerance }, place) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- its name changes as it is typed
          key={place}
          className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_8rem_auto_8rem_auto]"
        >
          <Input
            aria-label={`Class ${place + 1} that is counted`}
            className="max-sm:col-span-2"
            placeholder="car"
            maxLength={60}
            value={name}
            onValueChange={(next) => change(place, { class: next })}
          />
          <NumberField
            aria-label={`How many of class ${place + 1}`}
            className="max-sm:row-start-2"
            min={0}
            max={100_000}
            value={count}
            onValueChange={(next) => change(place, { count: Math.round(next ?? 0) })}
          />
          <span className="text-[0.8125rem] text-muted-foreground max-sm:sr-only">give or take</span>
          <NumberField
            aria-label={`Give or take, of class ${place + 1}`}
            className="max-sm:row-start-2"
            min={0}
            max={100_000}
            value={tolerance}
            onValueChange={(next) => change(place, { tolerance: Math.round(next ?? 0) })}
          />
          <Button
            variant="ghost"
            size="icon-sm"
            className="max-sm:col-start-3 max-sm:row-start-1"
            aria-label={`Remove the count of class ${place + 1}`}
            onClick={() => onChange(counts.filter((_, at) => at !== place))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        icon={<Plus aria-hidden />}
        disabled={counts.length >= MAX_WANTED}
        onClick={() => onChange([...counts, { class: "", count: 1, tolerance: 0 }])}
      >
        Add a count
      </Button>
    </fieldset>
  );
}

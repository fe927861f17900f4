"use client";

import { LayerStack } from "#app/_features/design/layer-stack.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { STARTING_POINTS } from "./presets.ts";

type PresetChoiceProps = { chosen: number; onChoose: (index: number) => void };

export function PresetChoice({ chosen, onChoose }: PresetChoiceProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Start from</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {STARTING_POINTS.map((start, index) => (
          <label
            key={start.title}
            className="relative flex cursor-pointer flex-col gap-2 rounded-lg border border-border bg-card p-3 transition-colors hover:border-border-strong has-checked:border-primary has-checked:bg-primary-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name="preset"
              className="absolute inset-0 cursor-pointer opacity-0"
              aria-label={start.title}
              aria-describedby={`preset-${index}`}
              checked={index === chosen}
              onChange={() => onChoose(index)}
            />
            <span className="flex items-baseline justify-between gap-2">
              <span className="font-medium">{start.title}</span>
              <span className="num text-xs text-muted-foreground">
                {formatCount(start.params)} parameters
              </span>
            </span>
            <LayerStack graph={start.graph} className="h-10" />
            <span id={`preset-${index}`} className="text-[0.8125rem] text-muted-foreground">
              {start.summary}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

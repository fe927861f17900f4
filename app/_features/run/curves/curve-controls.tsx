"use client";

import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Segmented } from "../segmented.tsx";
import type { CurveAxis } from "./curve-lines.ts";
import type { Smoothing } from "./smoothed.ts";

export type CurveChoices = {
  /** null until somebody chooses: by step where steps are known. */
  axis: CurveAxis | null;
  /** `auto`: logarithmic where values range widely. */
  scale: "auto" | "linear" | "log";
  smoothing: Smoothing;
};

type CurveControlsProps = {
  choices: CurveChoices;
  onChange: (choices: CurveChoices) => void;
  /** Runs of older releases have epochs alone. */
  hasSteps: boolean;
};

const AXES = [
  { value: "step", label: "Step" },
  { value: "epoch", label: "Epoch" },
  { value: "time", label: "Time" },
] as const;

export function CurveControls({ choices, onChange, hasSteps }: CurveControlsProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-[0.8125rem] sm:justify-end sm:gap-x-5">
      <Choice name="Over">
        <Segmented
          label="Axis of the curves"
          value={axisOf(choices, hasSteps)}
          options={hasSteps ? AXES : AXES.slice(1)}
          onChange={(axis) => onChange({ ...choices, axis })}
        />
      </Choice>
      <Choice name="Scale">
        <Segmented
          label="Scale of the curves"
          value={choices.scale}
          options={[
            { value: "auto", label: "Auto" },
            { value: "linear", label: "Linear" },
            { value: "log", label: "Log" },
          ]}
          onChange={(scale) => onChange({ ...choices, scale })}
        />
      </Choice>
      {hasSteps && (
        <Choice name="Smoothing" isAlwaysNamed>
          <Segmented
            label="Smoothing of the curves"
            value={choices.smoothing}
            options={[
              { value: "off", label: "Off" },
              { value: "light", label: "Light" },
              { value: "strong", label: "Strong" },
            ]}
            onChange={(smoothing) => onChange({ ...choices, smoothing })}
          />
        </Choice>
      )}
    </div>
  );
}

export function axisOf({ axis }: CurveChoices, hasSteps: boolean): CurveAxis {
  if (!hasSteps && axis === "step") return "epoch";
  return axis ?? (hasSteps ? "step" : "epoch");
}

type ChoiceProps = { name: string; isAlwaysNamed?: boolean; children: ReactNode };

function Choice({ name, isAlwaysNamed = false, children }: ChoiceProps) {
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className={cn("text-muted-foreground", !isAlwaysNamed && "max-sm:hidden")}>
        {name}
      </span>
      {children}
    </div>
  );
}

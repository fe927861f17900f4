"use client";

import { fieldsFor } from "#models/tasks/fields-for.ts";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { type FieldGroup } from "#models/training/hyper-parameter-fields.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { HyperParameterGroup, type HyperParameterGroupProps } from "./hyper-parameter-group.tsx";

const HEADINGS: Partial<Record<FieldGroup, string>> = {
  optimizer: "Optimizer",
  schedule: "Learning rate over time",
  stopping: "Early stopping",
  loss: "Loss",
};
const GROUPS = Object.entries(HEADINGS) as [FieldGroup, string][];

/** What few need, folded away under a line that tells what differs from the defaults. */
export function MoreSettings({ form, parsed, target, onChange }: Omit<HyperParameterGroupProps, "group">) {
  const [isOpen, setIsOpen] = useState(false);
  const fields = fieldsFor(target).filter(({ group }) => HEADINGS[group] !== undefined);
  const isWrong = !parsed.ok && fields.some(({ name }) => parsed.errors[name] !== undefined);
  const chosen = parsed.ok
    ? fields.filter(({ name }) => parsed.hyperParameters[name] !== DEFAULT_HYPER_PARAMETERS[name])
    : [];
  return (
    <details
      open={isOpen || isWrong}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group border-border min-w-0 rounded-lg border sm:col-span-2"
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 text-sm select-none [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="text-muted-foreground size-4 shrink-0 transition-transform group-open:rotate-90"
        />
        <span className="shrink-0 font-medium">More settings</span>
        <span className="text-muted-foreground min-w-0 truncate text-[0.8125rem]">
          {chosen.length === 0
            ? "weight decay, schedules, early stopping, loss"
            : `changed: ${chosen.map(({ label }) => label.toLowerCase()).join(", ")}`}
        </span>
      </summary>
      <div className="border-border space-y-5 border-t px-3 pt-4 pb-4">
        {GROUPS.map(([group, heading]) => (
          <fieldset key={group} className="grid min-w-0 grid-cols-1 gap-x-5 gap-y-4 sm:grid-cols-2">
            <legend className="text-muted-foreground mb-3 text-xs font-semibold tracking-wide uppercase">
              {heading}
            </legend>
            <HyperParameterGroup {...{ group, form, parsed, target, onChange }} />
          </fieldset>
        ))}
      </div>
    </details>
  );
}

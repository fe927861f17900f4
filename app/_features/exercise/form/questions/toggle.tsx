"use client";

import { Switch } from "#app/_ui/switch.tsx";

type ToggleProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void };

export function Toggle({ label, isOn, onChange }: ToggleProps) {
  return (
    <span className="flex items-center gap-3 text-sm">
      <Switch aria-label={label} checked={isOn} onCheckedChange={onChange} />
      {label}
    </span>
  );
}

"use client";

import { Switch } from "#app/_ui/switch.tsx";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";

type AnonymousSwitchProps = { handIn: ExerciseHandIn; onChange: (handIn: ExerciseHandIn) => void };

/** Whether whoever marks sees whose work it is. */
export function AnonymousSwitch({
  handIn: { isAnonymous = false, ...named },
  onChange,
}: AnonymousSwitchProps) {
  return (
    <div className="flex items-center gap-3 text-sm">
      <Switch
        aria-label="Marked without names"
        checked={isAnonymous}
        onCheckedChange={(isOn) => onChange(isOn ? { ...named, isAnonymous: true } : named)}
      />
      {isAnonymous
        ? "Whoever marks sees a number instead of a name until a grade is released"
        : "Whoever marks sees whose work it is"}
    </div>
  );
}

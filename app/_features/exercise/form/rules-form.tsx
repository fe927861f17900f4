"use client";

import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { RULABLE_LAYERS } from "#models/exercises/rulable-layers.ts";
import type { ExerciseRules } from "#models/exercises/rules.ts";

type RulesFormProps = { rules: ExerciseRules; onChange: (rules: ExerciseRules) => void };

const NUMBERS = [
  { name: "maxParams", label: "Parameters at most", max: 1e9 },
  { name: "maxEpochs", label: "Epochs at most", max: 200 },
  { name: "maxTrainingSeconds", label: "Seconds of training at most", max: 86_400 },
] as const;

export function RulesForm({ rules, onChange }: RulesFormProps) {
  const { layers } = rules;
  return (
    <>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
        {NUMBERS.map(({ name, label, max }) => (
          <Field key={name} label={label}>
            <NumberField
              min={1}
              max={max}
              value={rules[name]}
              onValueChange={(value) => onChange({ ...rules, [name]: value })}
            />
          </Field>
        ))}
      </div>
      <div className="flex items-center gap-3 text-sm">
        <Switch
          aria-label="Only some blocks are allowed"
          checked={layers !== null}
          onCheckedChange={(isOn) =>
            onChange({ ...rules, layers: isOn ? ["Conv2D", "MaxPooling2D", "Flatten", "Dense"] : null })
          }
        />
        Only some blocks are allowed
      </div>
      {layers !== null && (
        <fieldset className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-3 lg:grid-cols-4">
          <legend className="sr-only">Allowed blocks</legend>
          {RULABLE_LAYERS.map((layer) => (
            <label key={layer} className="flex min-h-6 min-w-0 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-primary"
                checked={layers.includes(layer)}
                onChange={(event) =>
                  onChange({
                    ...rules,
                    layers: event.target.checked
                      ? [...layers, layer]
                      : layers.filter((each) => each !== layer),
                  })
                }
              />
              <span className="truncate">{layer}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

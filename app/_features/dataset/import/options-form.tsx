"use client";

import { DEFAULT_CHOICES } from "#models/datasets/import/default-options.ts";
import { useState, type SubmitEvent } from "react";
import { importOptions, type ImportOptions } from "#models/datasets/import/import-options.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { SIDES, splitOfRule } from "./import-choices.ts";
import { SplitPercents } from "./split-percents.tsx";

type OptionsFormProps = {
  before: ImportOptions | null;
  isBusy: boolean;
  error: string | undefined;
  onStart: (options: ImportOptions) => void;
};

/** What becomes of the pictures: their size, how they are fitted into it, and how they are split. */
export function OptionsForm({ before, isBusy, error, onStart }: OptionsFormProps) {
  const [options, setOptions] = useState<ImportOptions>(before ?? DEFAULT_CHOICES);
  const [problem, setProblem] = useState<string>();
  const change = (changed: Partial<ImportOptions>) => setOptions({ ...options, ...changed });
  const { split } = options;

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const parsed = importOptions.safeParse(options);
    setProblem(parsed.success ? undefined : parsed.error.issues[0]?.message);
    if (parsed.success) onStart(parsed.data);
  }

  return (
    <Card>
      <form noValidate onSubmit={handleSubmit}>
        <CardHeader>
          <CardTitle>How to read the pictures</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <Field label="Size" hint="Every picture becomes a square of so many pixels a side.">
            <Select
              value={String(options.side)}
              onValueChange={(side) => change({ side: Number(side) })}
              options={SIDES.map((side) => ({ value: String(side), label: `${side} × ${side}` }))}
            />
          </Field>
          <Field label="Fit" hint="For pictures that are not square.">
            <Select
              value={options.fit}
              onValueChange={(fit) => change({ fit })}
              options={[
                { value: "crop", label: "Crop to the middle" },
                { value: "pad", label: "Pad with black" },
                { value: "stretch", label: "Stretch" },
              ]}
            />
          </Field>
          <Field label="Colour">
            <Select
              value={options.colour}
              onValueChange={(colour) => change({ colour })}
              options={[
                { value: "colour", label: "Colour" },
                { value: "grey", label: "Grey" },
              ]}
            />
          </Field>
          <Field label="Split" hint="Who takes part in training, in validation and in the test.">
            <Select
              value={split.rule}
              onValueChange={(rule) => change({ split: splitOfRule(rule) })}
              options={[
                { value: "seeded", label: "At random in each class" },
                { value: "folders", label: "By folders train, val and test" },
                { value: "published", label: "By number: 60, 20, 20 %" },
              ]}
            />
          </Field>
          {split.rule === "seeded" && (
            <>
              <SplitPercents
                value={split}
                onChange={(changed) => change({ split: { ...split, ...changed } })}
              />
              <Field label="Seed" hint="The same seed gives the same split.">
                <NumberField
                  value={split.seed}
                  min={0}
                  onValueChange={(value) => change({ split: { ...split, seed: value ?? 1 } })}
                />
              </Field>
            </>
          )}
          <Field label="Broken files">
            <Select
              value={options.faults}
              onValueChange={(faults) => change({ faults })}
              options={[
                { value: "leave-out", label: "Import without them" },
                { value: "refuse", label: "Import nothing then" },
              ]}
            />
          </Field>
          <Field label="What values measure" hint="Only for pictures with values.">
            <Input
              value={options.quantity}
              maxLength={80}
              onValueChange={(quantity) => change({ quantity })}
            />
          </Field>
          <Field label="Unit" hint="Such as °C. May be empty.">
            <Input value={options.unit} maxLength={20} onValueChange={(unit) => change({ unit })} />
          </Field>
        </CardContent>
        <CardFooter className="flex-wrap">
          <Button type="submit" variant="primary" isBusy={isBusy}>
            Read pictures
          </Button>
          <FormError>{problem ?? error}</FormError>
        </CardFooter>
      </form>
    </Card>
  );
}

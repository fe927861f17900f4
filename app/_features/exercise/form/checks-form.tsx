"use client";

import { Plus, Trash2 } from "lucide-react";
import { countedPoints } from "#app/_lib/format-points.ts";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { Menu, MenuContent, MenuGroup, MenuItem, MenuLabel, MenuTrigger } from "#app/_ui/menu.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { describeCheck } from "#models/exercises/checks/describe.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { MAX_CHECKS } from "#models/exercises/content-limits.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import { CheckTestFields } from "./check-test-fields.tsx";
import { CHECK_MENU, newCheck } from "./new-check.ts";

type ChecksFormProps = { content: ExerciseContent; onChange: (part: Partial<ExerciseContent>) => void };

export function ChecksForm({ content, onChange }: ChecksFormProps) {
  const { checks, isNetworkAsked } = content;
  const replace = (next: Check) =>
    onChange({ checks: checks.map((each) => (each.id === next.id ? next : each)) });
  return (
    <>
      {isNetworkAsked && (
        <ul aria-label="Checks" className="flex flex-col gap-3">
          {checks.map((check) => (
            <li key={check.id} className="flex flex-col gap-3 rounded-lg border border-border p-3">
              <div className="flex items-center justify-between gap-2">
                <span className="min-w-0 text-sm font-medium wrap-break-word">
                  {describeCheck(check.test)}
                </span>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove the check “${describeCheck(check.test)}”`}
                  onClick={() => onChange({ checks: checks.filter(({ id }) => id !== check.id) })}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
                <CheckTestFields test={check.test} onChange={(test) => replace({ ...check, test })} />
                <Field label="Points">
                  <NumberField
                    min={0}
                    max={1000}
                    value={check.points}
                    onValueChange={(points) => replace({ ...check, points: points ?? 0 })}
                  />
                </Field>
                <Field label="Where it is not passed" className="col-span-full">
                  <Input
                    value={check.message}
                    maxLength={500}
                    placeholder="A hint for the learner"
                    onValueChange={(message) => replace({ ...check, message })}
                  />
                </Field>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end justify-between gap-4">
        {isNetworkAsked && (
          <Menu>
            <MenuTrigger
              disabled={checks.length >= MAX_CHECKS}
              className={buttonVariants({ variant: "secondary" })}
            >
              <Plus aria-hidden />
              Add a check
            </MenuTrigger>
            <MenuContent>
              {CHECK_MENU.map(({ label, kinds }) => (
                <MenuGroup key={label}>
                  <MenuLabel>{label}</MenuLabel>
                  {kinds.map(({ kind, label: name }) => (
                    <MenuItem
                      key={kind}
                      onClick={() => onChange({ checks: [...checks, newCheck(kind, checks)] })}
                    >
                      {name}
                    </MenuItem>
                  ))}
                </MenuGroup>
              ))}
            </MenuContent>
          </Menu>
        )}
        <div className="flex items-end gap-4">
          {content.rubric.length === 0 && (
            <Field label="Points by hand" className="w-36">
              <NumberField
                min={0}
                max={1000}
                value={content.handPoints}
                onValueChange={(value) => onChange({ handPoints: value ?? 0 })}
              />
            </Field>
          )}
          <p className="num pb-2 text-sm text-muted-foreground">
            {countedPoints(pointsOf({ ...content, checks: isNetworkAsked ? checks : [] }))} in all
          </p>
        </div>
      </div>
    </>
  );
}

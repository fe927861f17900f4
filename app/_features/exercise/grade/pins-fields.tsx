"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import { describeAnchor } from "#models/grading/describe-anchor.ts";
import { MAX_PINS, type Pin, type PinAnchor } from "#models/grading/pin.ts";
import { evaluation } from "#models/training/metrics.ts";

type PinsFieldsProps = { submissionId: string; pins: Pin[]; onChange: (pins: Pin[]) => void };

/** Comments on a layer, an epoch or a cell of the confusion matrix. */
export function PinsFields({ submissionId, pins, onChange }: PinsFieldsProps) {
  const trpc = useTRPC();
  const work = useQuery(trpc.submission.work.queryOptions({ submissionId }));
  const layers = work.data?.layerNames ?? [];
  const scores = evaluation.safeParse(work.data?.test ?? work.data?.validation);
  const classes = scores.data?.perClass.map(({ className }) => className) ?? [];
  const epochs = work.data?.plannedEpochs ?? 1;
  const replace = (place: number, next: Pin) =>
    onChange(pins.map((each, at) => (at === place ? next : each)));
  const add = (anchor: PinAnchor) => onChange([...pins, { anchor, text: "" }]);
  return (
    <div className="flex flex-col gap-3">
      {pins.length > 0 && (
        <ul aria-label="Comments on parts" className="flex flex-col gap-3">
          {pins.map((pin, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a comment is known by its place
            <li key={place} className="flex flex-col gap-2 rounded-lg border border-border p-3">
              <div className="flex items-end gap-2">
                <Place
                  anchor={pin.anchor}
                  {...{ layers, classes, epochs }}
                  onChange={(anchor) => replace(place, { ...pin, anchor })}
                />
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove the comment on ${describeAnchor(pin.anchor)}`}
                  onClick={() => onChange(pins.filter((_, at) => at !== place))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              <Field label={`On ${describeAnchor(pin.anchor)}`}>
                <Textarea
                  value={pin.text}
                  maxLength={1000}
                  className="min-h-16"
                  onValueChange={(text) => replace(place, { ...pin, text })}
                />
              </Field>
            </li>
          ))}
        </ul>
      )}
      <Menu>
        <MenuTrigger
          disabled={pins.length >= MAX_PINS || work.data == null}
          className={buttonVariants({ variant: "secondary", size: "sm", className: "self-start" })}
        >
          <Plus aria-hidden />
          Comment on a part
        </MenuTrigger>
        <MenuContent>
          <MenuItem onClick={() => add({ kind: "layer", layer: layers[0] ?? "" })}>A layer</MenuItem>
          <MenuItem onClick={() => add({ kind: "epoch", epoch: 1 })}>An epoch</MenuItem>
          {classes.length > 1 && (
            <MenuItem
              onClick={() => add({ kind: "cell", actual: classes[0] ?? "", predicted: classes[1] ?? "" })}
            >
              A cell of the confusion matrix
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
    </div>
  );
}

type PlaceProps = {
  anchor: PinAnchor;
  layers: readonly string[];
  classes: readonly string[];
  epochs: number;
  onChange: (anchor: PinAnchor) => void;
};

function Place({ anchor, layers, classes, epochs, onChange }: PlaceProps) {
  const named = (names: readonly string[]) => names.map((value) => ({ value, label: value }));
  switch (anchor.kind) {
    case "layer":
      return (
        <Field label="Layer" className="min-w-0 flex-1">
          <Select
            value={anchor.layer}
            options={named(layers)}
            onValueChange={(layer) => onChange({ kind: "layer", layer })}
          />
        </Field>
      );
    case "epoch":
      return (
        <Field label="Epoch" className="min-w-0 flex-1">
          <NumberField
            min={1}
            max={epochs}
            value={anchor.epoch}
            onValueChange={(epoch) => onChange({ kind: "epoch", epoch: epoch ?? 1 })}
          />
        </Field>
      );
    case "cell":
      return (
        <div className="grid min-w-0 flex-1 grid-cols-2 gap-2">
          <Field label="Is">
            <Select
              value={anchor.actual}
              options={named(classes)}
              onValueChange={(actual) => onChange({ ...anchor, actual })}
            />
          </Field>
          <Field label="Taken for">
            <Select
              value={anchor.predicted}
              options={named(classes)}
              onValueChange={(predicted) => onChange({ ...anchor, predicted })}
            />
          </Field>
        </div>
      );
  }
}

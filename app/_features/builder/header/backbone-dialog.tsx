"use client";

import { useState } from "react";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { type Pooling, STAGES, transferNetwork } from "#models/backbones/mobilenet-v3-small.ts";
import { fitToTarget } from "#models/graph/fit-target.ts";
import { insertBackbone } from "../edits/insert-backbone.ts";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { useBackboneWeights } from "./use-backbone-weights.ts";
import { useLoadNetwork } from "./use-load-network.ts";

const SIDES = ["0", "96", "128", "160", "192", "224"] as const;
const POOLINGS: readonly { value: Pooling; label: string }[] = [
  { value: "average", label: "Average of each channel" },
  { value: "max", label: "Largest of each channel" },
  { value: "none", label: "None: the whole map" },
];

const WEIGHTS = [
  { value: "imagenet", label: "ImageNet" },
  { value: "fresh", label: "Random" },
] as const;

/**
 * A pretrained backbone where it was dropped, or in a network of its own with one Dense: its weights, what goes in, how its
 * map is pooled, how much of it is frozen.
 */
export function BackboneDialog({ isOpen }: { isOpen: boolean }) {
  const load = useLoadNetwork();
  const edit = useEdit();
  const reveal = useReveal();
  const store = useBuilderStore();
  const startFrom = useBackboneWeights();
  const at = useBuilder((state) => state.backboneAt);
  const target = useBuilder((state) => state.target);
  const [weights, setWeights] = useState<(typeof WEIGHTS)[number]["value"]>("imagenet");
  const [side, setSide] = useState<(typeof SIDES)[number]>("224");
  const [pooling, setPooling] = useState<Pooling>("average");
  const [frozen, setFrozen] = useState(String(STAGES));

  const onClose = () => store.getState().show(null);

  function choose(): void {
    const choice = { side: side === "0" ? null : Number(side), pooling, frozenStages: Number(frozen) };
    onClose();
    if (at === null) {
      const options = { ...choice, inputShape: [64, 64, 3], units: 10 } as const;
      load("MobileNetV3-Small", fitToTarget(transferNetwork(options), target));
    } else {
      if (!edit((graph) => insertBackbone(graph, at, choice))) return;
      store.getState().foldAll(true);
      const [added] = store.getState().selection.nodes;
      if (added !== undefined) reveal(added, { isNew: true });
    }
    void startFrom(weights);
  }

  return (
    <Dialog open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title="Pretrained backbone"
        description="MobileNetV3-Small as ordinary blocks, with its own preprocessing before it: each channel less ImageNet's mean, divided by its deviation."
        footer={
          <>
            <DialogClose className={buttonVariants({ variant: "secondary" })}>Cancel</DialogClose>
            <Button onClick={choose}>Put on the canvas</Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Weights" hint="Others can be chosen in the training form: a file's, or a run's.">
            <Select value={weights} onValueChange={setWeights} options={WEIGHTS} />
          </Field>
          <Field
            label="Pictures"
            hint="It was trained on 224 × 224. Half the side is a quarter of the work, and somewhat less accurate."
          >
            <Select
              value={side}
              onValueChange={setSide}
              options={SIDES.map((value) => ({
                value,
                label: value === "0" ? "As they are" : `Resized to ${value} × ${value}`,
              }))}
            />
          </Field>
          <Field label="Pooling" hint="What becomes of its last map before Dense.">
            <Select value={pooling} onValueChange={setPooling} options={POOLINGS} />
          </Field>
          <Field
            label="Frozen"
            hint="What is frozen keeps its weights, and is worked out once for the whole training. Any block can be frozen up to, later on."
          >
            <Select
              value={frozen}
              onValueChange={setFrozen}
              options={Array.from({ length: STAGES + 1 }, (_, stages) => ({
                value: String(stages),
                label: frozenLabel(stages),
              }))}
            />
          </Field>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function frozenLabel(stages: number): string {
  if (stages === 0) return "Nothing: all of it is trained";
  return stages === STAGES
    ? "All of it: only what follows is trained"
    : `Its first ${stages} of ${STAGES} stages`;
}

import type { ReactNode } from "react";
import { OPTIMIZER_LABELS } from "#models/training/hyper-parameter-fields.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { formatMemory } from "#models/training/format-memory.ts";
import { trainingFacts } from "./training-facts.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";

/** What was trained on what, and how. */
export function RunFacts({ details }: { details: RunDetails }) {
  const { hyperParameters: settings } = details;
  const flips = [settings.flipHorizontal && "horizontal", settings.flipVertical && "vertical"].filter(
    Boolean,
  );
  const more = trainingFacts(settings, details.target);
  return (
    <Card aria-label="Settings">
      <CardContent className="space-y-3 text-sm">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 md:grid-cols-5 lg:flex lg:flex-wrap lg:justify-between">
          <Fact name="Dataset">
            <span className="flex flex-wrap items-center gap-x-2">
              {details.datasetTitle}
              {details.isSynthetic && <Badge tone="warning">Synthetic</Badge>}
            </span>
          </Fact>
          <Fact name="Parameters">{formatCount(details.params)}</Fact>
          <Fact name="Multiply-adds">{formatCountShort(details.macs)}</Fact>
          <Fact name="Memory">{memoryText(details)}</Fact>
          <Fact name="Optimizer">
            {OPTIMIZER_LABELS[settings.optimizer]}
            {settings.optimizer === "sgd" &&
              `, ${settings.nesterov ? "Nesterov momentum" : "momentum"} ${settings.momentum}`}
          </Fact>
          <Fact name="Learning rate">{settings.learningRate}</Fact>
          <Fact name="Batch size">{settings.batchSize}</Fact>
          <Fact name="Epochs">{settings.epochs}</Fact>
          <Fact name="Seed">{settings.seed}</Fact>
          <Fact name="Random flips">{flips.length === 0 ? "None" : flips.join(", ")}</Fact>
          {details.startedFrom !== null && (
            <Fact name="Started from">
              <span className="flex flex-wrap items-center gap-x-2">
                <Badge tone="info">Imported weights</Badge>
                {details.startedFrom.source}, {details.startedFrom.layers} of {details.startedFrom.of} layers
              </span>
            </Fact>
          )}
        </dl>
        {more.length > 0 && (
          <dl className="border-border flex flex-wrap gap-x-8 gap-y-3 border-t pt-3">
            {more.map(({ name, value, details }) => (
              <Fact key={name} name={name}>
                {value}
                {details !== null && <span className="text-muted-foreground font-normal">, {details}</span>}
              </Fact>
            ))}
          </dl>
        )}
      </CardContent>
    </Card>
  );
}

/** What training took, beside what it was thought to take. */
function memoryText({ estimatedMemoryBytes, peakMemoryBytes }: RunDetails): string {
  const estimated = estimatedMemoryBytes === null ? null : `about ${formatMemory(estimatedMemoryBytes)}`;
  if (peakMemoryBytes === null) return estimated ?? "–";
  const peak = formatMemory(peakMemoryBytes);
  return estimated === null ? peak : `${peak} (estimated ${formatMemory(estimatedMemoryBytes ?? 0)})`;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="num font-medium">{children}</dd>
    </div>
  );
}

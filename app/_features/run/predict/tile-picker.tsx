"use client";

import { Shuffle } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/select.tsx";
import { cn } from "#app/_lib/cn.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { classesOf } from "#models/tasks/classes-of.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { Tile } from "../tile.tsx";
import { sampleTiles } from "./sample-tiles.ts";

const SAMPLE_SIZE = 24;
const SEQUENCES = 8;
const EVERY_CLASS = "all";

type TilePickerProps = {
  cohortId: string;
  versionId: string;
  target: TaskTarget;
  /** Pictures of one sequence, which stand side by side. */
  frames: number;
  labels: number[];
  picked: number | null;
  onPick: (index: number) => void;
};

export function TilePicker({ cohortId, versionId, target, frames, labels, picked, onPick }: TilePickerProps) {
  const classes = classesOf(target);
  const [classChoice, setClassChoice] = useState<string>(EVERY_CLASS);
  const [seed, setSeed] = useState(1);
  const tiles = useMemo(() => {
    const classIndex = classChoice === EVERY_CLASS ? null : Number(classChoice);
    return sampleTiles(labels, { classIndex, seed, size: frames > 1 ? SEQUENCES : SAMPLE_SIZE });
  }, [labels, classChoice, seed, frames]);
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        {classes.length > 0 && (
          <Select
            aria-label="Class of the tiles"
            className="w-48"
            value={classChoice}
            onValueChange={setClassChoice}
            options={[
              { value: EVERY_CLASS, label: "Every class" },
              ...classes.map((name, index) => ({ value: String(index), label: formatClassName(name) })),
            ]}
          />
        )}
        <Button
          variant="secondary"
          icon={<Shuffle aria-hidden />}
          onClick={() => setSeed((known) => known + 1)}
        >
          Another sample
        </Button>
      </div>
      <ul
        className={cn(
          "grid gap-1.5",
          frames > 1 ? "grid-cols-2" : "grid-cols-6 sm:grid-cols-8 lg:grid-cols-6",
        )}
        aria-label={frames > 1 ? "Validation sequences" : "Validation tiles"}
      >
        {tiles.map((index) => {
          const label = answerOf(target, labels[index] ?? -1);
          return (
            <li key={index}>
              <button
                type="button"
                aria-pressed={index === picked}
                aria-label={`${label}, ${frames > 1 ? "sequence" : "tile"} ${index}`}
                title={label}
                className={cn(
                  "block w-full rounded-lg outline-offset-1",
                  index === picked && "outline-primary outline-3",
                )}
                onClick={() => onPick(index)}
              >
                <Tile cohortId={cohortId} versionId={versionId} index={index} alt="" frames={frames} />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function answerOf(target: TaskTarget, value: number): string {
  return target.task === "regression"
    ? formatValue(value, target.unit)
    : formatClassName(target.classes[value] ?? "?");
}

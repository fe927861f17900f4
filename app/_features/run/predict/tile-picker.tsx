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
import type { DatasetInfo } from "#server/contract/dataset.ts";
import { ExamplePicture } from "../example-picture.tsx";
import { exampleWord } from "../example-word.ts";
import { sampleTiles } from "./sample-tiles.ts";

const SAMPLE_SIZE = 24;
const WIDE_SAMPLE_SIZE = 8;
const EVERY_CLASS = "all";

type TilePickerProps = {
  cohortId: string;
  dataset: DatasetInfo;
  picked: number | null;
  onPick: (index: number) => void;
};

export function TilePicker({ cohortId, dataset, picked, onPick }: TilePickerProps) {
  const { target, versionId, validationTargets: labels } = dataset;
  const word = exampleWord(dataset);
  const isWide = word !== "tile";
  const classes = classesOf(target);
  const [classChoice, setClassChoice] = useState<string>(EVERY_CLASS);
  const [seed, setSeed] = useState(1);
  const tiles = useMemo(() => {
    const classIndex = classChoice === EVERY_CLASS ? null : Number(classChoice);
    return sampleTiles(labels, { classIndex, seed, size: isWide ? WIDE_SAMPLE_SIZE : SAMPLE_SIZE });
  }, [labels, classChoice, seed, isWide]);
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
        className={cn("grid gap-1.5", isWide ? "grid-cols-2" : "grid-cols-6 sm:grid-cols-8 lg:grid-cols-6")}
        aria-label={`Validation ${word}s`}
      >
        {tiles.map((index) => {
          const label = answerOf(target, labels[index] ?? -1);
          return (
            <li key={index}>
              <button
                type="button"
                aria-pressed={index === picked}
                aria-label={`${label}, ${word} ${index}`}
                title={label}
                className={cn(
                  "block w-full rounded-lg outline-offset-1",
                  index === picked && "outline-primary outline-3",
                )}
                onClick={() => onPick(index)}
              >
                <ExamplePicture {...{ cohortId, versionId, dataset, index }} alt="" />
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

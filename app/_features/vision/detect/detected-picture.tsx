"use client";

import { useMemo, useState } from "react";
import { Card, CardContent } from "#app/_ui/card.tsx";
import type { DetectAnswer } from "#models/vision/question.ts";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";
import type { Handover } from "../handover.ts";
import { BoxesOnPicture } from "./boxes-on-picture.tsx";
import { ClassFilter } from "./class-filter.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { foundAt, type Found } from "./found.ts";
import { FoundTable } from "./found-table.tsx";
import { Threshold } from "./threshold.tsx";

type DetectedPictureProps = {
  picture: VisionPictureView;
  address: string;
  /** Null until the network has answered. */
  answer: DetectAnswer | null;
  classes: readonly string[];
  onCut: (handover: Handover) => void;
};

const NONE: ReadonlySet<number> = new Set();

/** The picture with its boxes, the table, and what decides on both at once, without asking the network again. */
export function DetectedPicture({ picture, address, answer, classes, onCut }: DetectedPictureProps) {
  const [conf, setConf] = useState(0.25);
  const [iou, setIou] = useState(0.45);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(NONE);
  const [pointed, setPointed] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const all = useMemo(
    () => (answer === null ? [] : foundAt(answer, classes, { conf, iou, hidden: NONE })),
    [answer, classes, conf, iou],
  );
  const found = all.filter(({ classIndex }) => !hidden.has(classIndex));
  const link = {
    active: pointed ?? chosen,
    onActive: setPointed,
    onChoose: (key: number) => setChosen(key === chosen ? null : key),
  };
  const cut = ({ left, top, right, bottom, class: name }: Found) =>
    onCut({ picture, box: { left, top, right, bottom }, name });
  const isDetection = answer !== null && answer.classes.length === 0;

  return (
    <div className="space-y-4">
      <BoxesOnPicture
        address={address}
        name={picture.name}
        size={picture}
        found={found}
        chosen={chosen}
        onCut={cut}
        {...link}
      />
      {isDetection && (
        <Card>
          <CardContent className="space-y-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <output className="text-sm">
                <strong className="font-semibold">{found.length} found</strong>{" "}
                <span className="text-muted-foreground">
                  on {picture.width} × {picture.height} pixels, the network took {answer.modelMs.toFixed(0)}{" "}
                  ms
                </span>
              </output>
              <ExportMenu picture={picture} address={address} found={found} classes={classes} />
            </div>
            <div className="grid gap-4 sm:grid-cols-2">
              <Threshold
                label="Confidence"
                hint="What is less sure is left out."
                value={conf}
                onChange={setConf}
              />
              <Threshold
                label="Overlap (IoU)"
                hint="Boxes of a class that overlap a surer one by more are the same thing."
                value={iou}
                onChange={setIou}
              />
            </div>
            {all.length > 0 && (
              <ClassFilter
                counts={countsOf(all)}
                hidden={hidden}
                onToggle={(each) => setHidden(toggled(hidden, each))}
              />
            )}
            {found.length > 0 ? (
              <FoundTable found={found} chosen={chosen} onCut={cut} {...link} />
            ) : (
              <p className="py-4 text-center text-sm text-muted-foreground">
                Nothing is as sure as that. A lower confidence shows more.
              </p>
            )}
          </CardContent>
        </Card>
      )}
    </div>
  );
}

function countsOf(found: ReturnType<typeof foundAt>) {
  const counts = new Map<number, { classIndex: number; name: string; count: number }>();
  for (const { classIndex, class: name } of found) {
    const count = (counts.get(classIndex)?.count ?? 0) + 1;
    counts.set(classIndex, { classIndex, name, count });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

function toggled(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

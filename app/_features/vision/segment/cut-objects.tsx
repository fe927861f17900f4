"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { Button } from "#app/_ui/button.tsx";
import { Input } from "#app/_ui/input.tsx";
import type { SegmentAnswer } from "#models/vision/question.ts";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";
import { keptMaskOf } from "#models/exercises/questions/kept-mask.ts";
import { saveFile } from "../detect/save-file.ts";
import { useKeepResult } from "../use-keep-result.ts";
import { maskPng, masksCoco, masksPng, type NamedMask } from "./mask-files.ts";

export type CutObject = NamedMask & { id: string };

type CutObjectsProps = {
  picture: VisionPictureView;
  /** Shown now; null where nothing is. */
  mask: SegmentAnswer["masks"][number] | null;
  /** What it is likely to be called, as one object with what it was said with. */
  suggestion: { name: string } | null;
  objects: readonly CutObject[];
  onKeep: (name: string) => void;
  onRemove: (object: CutObject) => void;
};

/** Objects of a picture by name, and their files. */
export function CutObjects({ picture, mask, suggestion, objects, onKeep, onRemove }: CutObjectsProps) {
  const [name, setName] = useState(suggestion?.name ?? "");
  const [suggested, setSuggested] = useState(suggestion);
  if (suggested !== suggestion) {
    setSuggested(suggestion);
    setName(suggestion?.name ?? "");
  }
  const keepResult = useKeepResult();
  const stem = picture.name.replace(/\.[a-z]+$/i, "");

  async function savePng(of: string, made: Promise<Blob>): Promise<void> {
    try {
      saveFile(`${stem}-${of}.png`, await made);
    } catch {
      toast.error("The mask could not be drawn.");
    }
  }

  const saveCoco = (form: "rle" | "polygons") => {
    const tail = form === "rle" ? "coco" : "coco-polygons";
    saveFile(`${stem}-${tail}.json`, `${JSON.stringify(masksCoco(picture, objects, form))}\n`);
  };

  return (
    <div className="space-y-3">
      {mask !== null && (
        <form
          className="flex flex-wrap gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            onKeep(name.trim());
            setName("");
          }}
        >
          <Input
            aria-label="What it is"
            placeholder="What it is"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="w-44"
          />
          <Button type="submit">Keep it</Button>
        </form>
      )}
      {objects.length > 0 && (
        <>
          <ul aria-label="Objects" className="max-h-80 divide-y divide-border overflow-y-auto">
            {objects.map((object) => (
              <li key={object.id} className="flex items-center gap-2 py-1.5 text-sm">
                <span className="min-w-0 flex-1 truncate">{object.name}</span>
                <span className="num text-muted-foreground">{object.area} px</span>
                <Button
                  variant="ghost"
                  size="sm"
                  onClick={() => void savePng(object.name, maskPng(object.rle))}
                >
                  PNG
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove ${object.name}`}
                  onClick={() => onRemove(object)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-2">
            <Button
              variant="secondary"
              title="Masks to the pixel, as run lengths"
              onClick={() => saveCoco("rle")}
            >
              COCO JSON
            </Button>
            <Button variant="secondary" title="COCO JSON with outlines" onClick={() => saveCoco("polygons")}>
              Polygons
            </Button>
            <Button variant="secondary" onClick={() => void savePng("masks", masksPng(objects))}>
              All as PNG
            </Button>
            <Button
              variant="secondary"
              title="One of them can be handed in to an exercise that asks for a mask"
              onClick={() =>
                keepResult({
                  kind: "mask",
                  file: picture.name,
                  pictureId: picture.id,
                  objects: objects.map((each) => ({ name: each.name, mask: keptMaskOf(each.rle) })),
                })
              }
            >
              Keep for an exercise
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

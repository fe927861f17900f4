"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { randomUuid } from "#app/_lib/random-uuid.ts";
import { Button } from "#app/_ui/button.tsx";
import { Input } from "#app/_ui/input.tsx";
import type { SegmentAnswer } from "#models/vision/question.ts";
import type { VisionPictureView } from "#server/contract/vision.ts";
import { saveFile } from "../detect/save-file.ts";
import { maskPng, masksCoco, type NamedMask } from "./mask-files.ts";

type CutObjectsProps = {
  picture: VisionPictureView;
  /** Shown now; null where nothing is. */
  mask: SegmentAnswer["masks"][number] | null;
  /** The next object begins. */
  onKept: () => void;
};

/** Objects of a picture by name, and their files. */
export function CutObjects({ picture, mask, onKept }: CutObjectsProps) {
  const [name, setName] = useState("");
  const [objects, setObjects] = useState<readonly (NamedMask & { id: string })[]>([]);
  const stem = picture.name.replace(/\.[a-z]+$/i, "");

  async function savePng(object: NamedMask): Promise<void> {
    try {
      saveFile(`${stem}-${object.name}.png`, await maskPng(object.rle));
    } catch {
      toast.error("The mask could not be drawn.");
    }
  }

  return (
    <div className="space-y-3">
      {mask !== null && (
        <form
          className="flex flex-wrap gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const { rle, area, score } = mask;
            setObjects([
              ...objects,
              { id: randomUuid(), name: name.trim() || `object ${objects.length + 1}`, rle, area, score },
            ]);
            setName("");
            onKept();
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
          <ul aria-label="Objects" className="divide-y divide-border">
            {objects.map((object) => (
              <li key={object.id} className="flex items-center gap-2 py-1.5 text-sm">
                <span className="min-w-0 flex-1 truncate">{object.name}</span>
                <span className="num text-muted-foreground">{object.area} px</span>
                <Button variant="ghost" size="sm" onClick={() => void savePng(object)}>
                  PNG
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove ${object.name}`}
                  onClick={() => setObjects(objects.filter((each) => each !== object))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
          <Button
            variant="secondary"
            onClick={() => saveFile(`${stem}-coco.json`, `${JSON.stringify(masksCoco(picture, objects))}\n`)}
          >
            COCO JSON
          </Button>
        </>
      )}
    </div>
  );
}

"use client";

import { ImageUp } from "lucide-react";
import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { PICTURE_TYPES, pictureProblem } from "./check-picture.ts";
import { readPicture, type Picture } from "./read-picture.ts";

type PicturePickerProps = {
  /** Side of a tile in pixels. */
  tileSize: number;
  onPick: (picture: Picture) => void;
};

export function PicturePicker({ tileSize, onPick }: PicturePickerProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) {
      return;
    }
    const found = pictureProblem(file);
    setProblem(found);
    if (found !== null) {
      return;
    }
    try {
      onPick(await readPicture(file, tileSize));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The picture could not be read.");
    }
  }

  return (
    <div className="space-y-2">
      <div
        className={cn(
          "border-border-strong has-focus-visible:outline-ring hover:bg-accent relative flex min-h-44 flex-col items-center justify-center gap-2 rounded-lg border border-dashed p-6 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
          isOver && "border-primary bg-primary-soft",
        )}
      >
        <ImageUp aria-hidden className="text-muted-foreground size-6" />
        <span className="text-sm font-medium">Drop a picture here, or choose one</span>
        <span className="text-muted-foreground text-xs">
          JPEG, PNG, WebP, AVIF, TIFF or GIF, up to 8 MB. Its centre square is used.
        </span>
        {/* Lies over all of it: a browser takes a dropped file by itself. */}
        <input
          type="file"
          aria-label="Choose a picture"
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          accept={PICTURE_TYPES.join(",")}
          onDragEnter={() => setIsOver(true)}
          onDragLeave={() => setIsOver(false)}
          onDrop={() => setIsOver(false)}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // So that the same file may be chosen again.
            event.target.value = "";
          }}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="text-destructive-text text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}

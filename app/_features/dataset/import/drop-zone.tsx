"use client";

import { FolderUp, ImagePlus } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { cn } from "#app/_lib/cn.ts";
import { gatherChosen, gatherDropped, type Brought } from "./gather-files.ts";

type DropZoneProps = { onBrought: (brought: Brought) => void; isBusy: boolean };

export function DropZone({ onBrought, isBusy }: DropZoneProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  async function take(gathering: () => Brought | Promise<Brought>): Promise<void> {
    setProblem(null);
    try {
      onBrought(await gathering());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be read.");
    }
  }
  function handleDrop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    const { items } = event.dataTransfer;
    if (!isBusy) void take(() => gatherDropped(items));
  }
  function handleChosen(input: HTMLInputElement): void {
    const files = [...(input.files ?? [])];
    // So that the same one may be chosen again.
    input.value = "";
    if (files.length > 0) void take(() => gatherChosen(files));
  }

  return (
    <div className="flex flex-col gap-3">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={handleDrop}
        className={cn(
          "flex min-h-56 flex-col items-center justify-center gap-3 rounded-lg border border-dashed border-border-strong p-6 text-center",
          isOver && "border-primary bg-primary-soft",
        )}
      >
        <ImagePlus aria-hidden className="size-7 text-muted-foreground" />
        <p className="text-sm font-medium">Drop a zip, a folder, Parquet files or a CSV here</p>
        <p className="max-w-prose text-[0.8125rem] text-balance text-muted-foreground">
          A folder for each class, or pictures with a CSV of <code className="font-mono">file,label</code> or{" "}
          <code className="font-mono">file,value</code>. JPEG, PNG, WebP, AVIF, TIFF and GIF, up to 2 GiB. A
          single CSV is read as a time series.
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button
            variant="primary"
            isBusy={isBusy}
            icon={<ImagePlus aria-hidden />}
            onClick={() => file.current?.click()}
          >
            Choose files
          </Button>
          <Button isBusy={isBusy} icon={<FolderUp aria-hidden />} onClick={() => folder.current?.click()}>
            Choose a folder
          </Button>
        </div>
        <input
          ref={file}
          type="file"
          multiple
          hidden
          aria-label="Files with pictures"
          onChange={(event) => handleChosen(event.target)}
        />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label="A folder of pictures"
          onChange={(event) => handleChosen(event.target)}
          {...{ webkitdirectory: "" }}
        />
      </div>
      <FormError>{problem ?? undefined}</FormError>
    </div>
  );
}

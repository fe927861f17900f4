"use client";

import { Camera, ImageUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Button } from "#app/_ui/button.tsx";
import { VISION_MEDIA_TYPES } from "#server/contract/vision-picture.ts";
import { uploadProblem } from "./send-picture.ts";

const WebcamDialog = dynamic(async () => (await import("./webcam-dialog.tsx")).WebcamDialog, { ssr: false });

type PictureInputProps = {
  onPick: (file: File) => void;
  isBusy: boolean;
  /** Of the last picture. */
  problem: string | null;
};

/** A picture by choosing, dropping, pasting or taking it. */
export function PictureInput({ onPick, isBusy, problem }: PictureInputProps) {
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [ownProblem, setOwnProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const [isWebcamOpen, setIsWebcamOpen] = useState(false);

  function take(file: File | undefined): void {
    if (file === undefined) return;
    const found = uploadProblem(file);
    setOwnProblem(found);
    if (found === null) onPick(file);
  }

  const takeEarly = useEffectEvent(take);
  useEffect(() => {
    // The page comes drawn: somebody may have chosen one before its scripts ran.
    const early = input.current?.files?.[0];
    if (early !== undefined) void Promise.resolve().then(() => takeEarly(early));
  }, []);

  useEffect(() => {
    function paste(event: ClipboardEvent): void {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
      // In a tab that is not shown: the picture is meant for the other.
      if (file === undefined || root.current?.offsetParent === null) return;
      event.preventDefault();
      take(file);
    }
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });

  const shown = ownProblem ?? problem;
  return (
    <div ref={root} className="space-y-2">
      <div
        className={cn(
          "relative flex min-h-28 flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-border-strong p-4 text-center hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
          isOver && "border-primary bg-primary-soft",
        )}
      >
        <ImageUp aria-hidden className="size-6 text-muted-foreground" />
        <span className="text-sm font-medium">Drop or paste a picture, or choose one</span>
        <span className="text-xs text-muted-foreground">
          JPEG, PNG, WebP, AVIF or GIF, up to 16 MB and 24 megapixels. Kept for a day.
        </span>
        {/* Lies over all of it: a browser takes a dropped file by itself. */}
        <input
          ref={input}
          type="file"
          aria-label="Choose a picture"
          disabled={isBusy}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          accept={VISION_MEDIA_TYPES.join(",")}
          onDragEnter={() => setIsOver(true)}
          onDragLeave={() => setIsOver(false)}
          onDrop={() => setIsOver(false)}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // So that the same file may be chosen again.
            event.target.value = "";
          }}
        />
      </div>
      <Button variant="secondary" disabled={isBusy} onClick={() => setIsWebcamOpen(true)} className="w-full">
        <Camera aria-hidden />
        Take one with the webcam
      </Button>
      {isWebcamOpen && <WebcamDialog onClose={() => setIsWebcamOpen(false)} onPick={take} />}
      {shown !== null && (
        <p role="alert" className="text-sm text-destructive-text">
          {shown}
        </p>
      )}
    </div>
  );
}

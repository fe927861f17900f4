"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";

type WebcamDialogProps = { onClose: () => void; onPick: (file: File) => void };

/** Shows what the camera sees and takes one picture of it. The camera is let go of when it closes. */
export function WebcamDialog({ onClose, onPick }: WebcamDialogProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isLive, setIsLive] = useState(false);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let isOver = false;
    async function open(): Promise<void> {
      try {
        if (navigator.mediaDevices === undefined) throw new Error(INSECURE);
        stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
      } catch (error) {
        if (!isOver) setProblem(explainCamera(error));
        return;
      }
      if (isOver) stop(stream);
      else if (video.current !== null) video.current.srcObject = stream;
    }
    void open();
    return () => {
      isOver = true;
      stop(stream);
    };
  }, []);

  function takePicture(): void {
    const source = video.current;
    if (source === null) return;
    const canvas = document.createElement("canvas");
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext("2d")?.drawImage(source, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (blob === null) return;
        onPick(new File([blob], "webcam.jpg", { type: "image/jpeg" }));
        onClose();
      },
      "image/jpeg",
      0.95,
    );
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Webcam"
        description="The picture leaves this machine only once you take it."
        className="w-[min(44rem,calc(100vw-2rem))]"
        footer={
          <Button disabled={!isLive} onClick={takePicture}>
            Take the picture
          </Button>
        }
      >
        {problem === null ? (
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            aria-label="What the camera sees"
            onPlaying={() => setIsLive(true)}
            className="aspect-video w-full rounded-lg bg-muted object-contain"
          />
        ) : (
          <p role="alert" className="text-sm text-destructive-text">
            {problem}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

const INSECURE = "A browser gives the camera to pages of https and of this machine alone.";

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function explainCamera(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError") {
    return "The camera was refused. Allow it for this page in the browser's settings, then open this again.";
  }
  if (name === "NotFoundError") return "No camera was found.";
  if (name === "NotReadableError") return "The camera is in use by another program.";
  return error instanceof Error ? error.message : "The camera cannot be opened.";
}

"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { closeCamera, explainCamera, openCamera } from "./camera.ts";

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
        stream = await openCamera();
      } catch (error) {
        if (!isOver) setProblem(explainCamera(error));
        return;
      }
      if (isOver) closeCamera(stream);
      else if (video.current !== null) video.current.srcObject = stream;
    }
    void open();
    return () => {
      isOver = true;
      closeCamera(stream);
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

import { FRAME_SIDE } from "#server/contract/vision-frame.ts";

/** The newest frame of a video on a canvas of its own, once it has a new one. */
export async function newestFrame(
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<HTMLCanvasElement | null> {
  await new Promise<void>((resolve) => {
    const handle = video.requestVideoFrameCallback(() => resolve());
    signal.addEventListener(
      "abort",
      () => {
        video.cancelVideoFrameCallback(handle);
        resolve();
      },
      { once: true },
    );
  });
  if (signal.aborted) return null;
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, FRAME_SIDE / Math.max(videoWidth, videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(videoWidth * scale));
  canvas.height = Math.max(1, Math.round(videoHeight * scale));
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const INSECURE = "A browser gives the camera to pages of https and of this machine alone.";

/** What the camera sees. @throws where there is none, or it may not be used: see `explainCamera`. */
export async function openCamera(): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) throw new Error(INSECURE);
  return navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
}

/** Lets go of the camera. */
export function closeCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

export function explainCamera(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError") {
    return "The camera was refused. Allow it for this page in the browser's settings, then open this again.";
  }
  if (name === "NotFoundError") return "No camera was found.";
  if (name === "NotReadableError") return "The camera is in use by another program.";
  return error instanceof Error ? error.message : "The camera cannot be opened.";
}

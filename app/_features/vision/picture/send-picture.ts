import {
  MAX_VISION_PICTURE_BYTES,
  VISION_MEDIA_TYPES,
  VISION_PICTURES_PATH,
  type VisionPictureView,
} from "#server/contract/vision-picture.ts";
import { refusedWith } from "./refused-with.ts";

/** Why a file cannot be used; null where it may be tried. */
export function uploadProblem({
  name,
  type,
  size,
}: {
  name: string;
  type: string;
  size: number;
}): string | null {
  if (/^image\/hei[cf]$|\.hei[cf]$/i.test(type || name)) {
    return `“${name}” is HEIC, which cannot be decoded here. Save it as JPEG.`;
  }
  if (type !== "" && !VISION_MEDIA_TYPES.some((known) => known === type)) {
    return `“${name}” is no JPEG, PNG, WebP, AVIF or GIF picture.`;
  }
  if (size === 0) return `“${name}” is empty.`;
  if (size > MAX_VISION_PICTURE_BYTES) {
    const [has, most] = [size, MAX_VISION_PICTURE_BYTES].map((bytes) => (bytes / 2 ** 20).toFixed(1));
    return `“${name}” has ${has} MB; ${most} MB is the limit.`;
  }
  return null;
}

/** Sends a photograph, twice the same is one. @throws an Error in a learner's words. */
export async function sendVisionPicture(cohortId: string, file: File): Promise<VisionPictureView> {
  const address = `${VISION_PICTURES_PATH}${cohortId}?name=${encodeURIComponent(file.name)}`;
  const response = await fetch(address, { method: "POST", body: file }).catch((cause: unknown) => {
    throw new Error("The server could not be reached. Check the connection and try again.", { cause });
  });
  if (!response.ok) throw await refusedWith(response);
  const answer: unknown = await response.json().catch(() => null);
  // What checks it weighs as much as the page's own code.
  const { visionPictureView } = await import("#server/contract/vision.ts");
  return visionPictureView.parse(answer);
}

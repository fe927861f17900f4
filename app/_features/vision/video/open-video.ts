import { ALL_FORMATS, BlobSource, Input, type InputVideoTrack } from "mediabunny";
import type { Size } from "#models/vision/box.ts";

/** Decoding keeps up with it; a longer one is cut before. */
const MOST_SECONDS = 10 * 60;
const MOST_PIXELS = 3_840 * 2_160;

export type Video = Size & {
  file: File;
  track: InputVideoTrack;
  /** Seconds. */
  duration: number;
  /** As many as it says that it has; of a damaged one fewer may come. */
  frames: number;
  framesPerSecond: number;
  close: () => void;
};

/** A video as this browser decodes it, turned as its file says. @throws Error in a learner's words. */
export async function openVideo(file: File): Promise<Video> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  try {
    return await describe(file, input);
  } catch (error) {
    input.dispose();
    if (error instanceof VideoRefused) throw error;
    throw new VideoRefused(
      file.size === 0
        ? `“${file.name}” is empty.`
        : `“${file.name}” is no video, or a damaged one. MP4, WebM and MOV can be read.`,
    );
  }
}

class VideoRefused extends Error {}

async function describe(file: File, input: Input): Promise<Video> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) {
    const hasSound = (await input.getPrimaryAudioTrack()) !== null;
    throw new VideoRefused(hasSound ? `“${file.name}” holds sound, and no pictures.` : withoutPictures(file));
  }
  if (!(await track.canDecode())) {
    throw new VideoRefused(
      `“${file.name}” is coded as ${(await track.getCodec()) ?? "something unknown"}, which this browser cannot decode. Save it as H.264 or VP9.`,
    );
  }
  const duration = await track.computeDuration();
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  if (duration > MOST_SECONDS) {
    throw new VideoRefused(
      `“${file.name}” lasts ${Math.ceil(duration / 60)} minutes; ${MOST_SECONDS / 60} are the limit.`,
    );
  }
  if (width * height > MOST_PIXELS) {
    throw new VideoRefused(`“${file.name}” has ${width} x ${height} pixels; 3840 x 2160 is the limit.`);
  }
  const { packetCount, averagePacketRate } = await track.computePacketStats();
  if (packetCount === 0) throw new VideoRefused(withoutPictures(file));
  return {
    file,
    track,
    duration,
    width,
    height,
    frames: packetCount,
    framesPerSecond: averagePacketRate,
    close: () => input.dispose(),
  };
}

/** MP4 and MOV often say at their very end what they hold. */
function withoutPictures({ name }: File): string {
  return `“${name}” holds no pictures that can be found: it is damaged, or did not arrive whole.`;
}

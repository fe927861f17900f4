import { spawn } from "node:child_process";
import { extname } from "node:path";
import { text } from "node:stream/consumers";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { AppError } from "#server/platform/errors.ts";
import { runProgram } from "#server/platform/run-program.ts";
import { ppmFrames } from "./ppm-frames.ts";

type VideoFrame = {
  /** Counted from 0. */
  number: number;
  /** Seconds. */
  time: number;
  picture: RgbPicture;
};

const ENDINGS = new Set([".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi"]);
/** A file may name others, and addresses. */
const FROM_FILE = ["-protocol_whitelist", "file,pipe"] as const;
const MOST_LIST_BYTES = 32 * 2 ** 20;
const LONGEST_LOOK_MS = 10 * 60_000;

export const isVideoFile = (file: string): boolean => ENDINGS.has(extname(file).toLowerCase());

/**
 * Every n-th frame of a video, turned as its file says, at the second that it is shown, by the ffmpeg of the machine.
 * @throws AppError INVALID_INPUT without ffmpeg, and for what is no video; of a damaged one after the frames before the damage.
 */
export async function* readVideo(file: string, every: number): AsyncGenerator<VideoFrame> {
  const times = await timesOf(file);
  const from = ["-v", "error", "-nostdin", ...FROM_FILE, "-i", `file:${file}`, "-map", "0:v:0"];
  const pick = ["-vf", `select=not(mod(n\\,${every}))`, "-fps_mode", "passthrough"];
  // One of ten bits would come with two bytes a value.
  const as = ["-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24"];
  const child = spawn("ffmpeg", [...from, ...pick, ...as, "pipe:1"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  const said = text(child.stderr);
  let number = 0;
  try {
    for await (const picture of ppmFrames(child.stdout)) {
      yield { number, time: times[number] ?? times.at(-1) ?? 0, picture };
      number += every;
    }
    const code = await ended;
    if (number > 0 && code === 0) return;
    const reason = (await said).trim().split("\n")[0] ?? "";
    throw notTaken(
      number === 0 ? `This is no video, or a damaged one: ${reason}` : `It is damaged: ${reason}`,
    );
  } finally {
    child.kill("SIGKILL");
  }
}

/** Seconds at which frames are shown, in their order. */
async function timesOf(file: string): Promise<number[]> {
  const wanted = ["-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0"];
  const { isThere, code, stdout, stderr } = await runProgram(
    "ffprobe",
    ["-v", "error", ...FROM_FILE, ...wanted, `file:${file}`],
    { timeoutMs: LONGEST_LOOK_MS, maxBytes: MOST_LIST_BYTES },
  );
  if (!isThere) {
    throw notTaken(
      "Videos are looked at where ffmpeg is installed; it is not here. The page Vision needs none.",
    );
  }
  if (code !== 0) throw notTaken(`This is no video, or a damaged one: ${stderr.trim().split("\n")[0] ?? ""}`);
  const times = stdout.split("\n").map((line) => Number.parseFloat(line));
  const known = times.filter((time) => Number.isFinite(time)).toSorted((a, b) => a - b);
  if (known.length === 0) throw notTaken("It holds no pictures.");
  return known;
}

function notTaken(message: string): AppError {
  return new AppError("INVALID_INPUT", message);
}

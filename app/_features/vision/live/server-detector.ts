import { z } from "zod";
import { visionAnswer } from "#models/vision/question.ts";
import { VISION_FRAMES_PATH } from "#server/contract/vision-frame.ts";
import { hearReady } from "../hear-ready.ts";
import { refusedWith } from "../picture/refused-with.ts";
import type { Detector, Sight } from "./detector.ts";

const made = z.object({ id: z.uuid() });
const reply = z.discriminatedUnion("state", [
  z.object({ state: z.literal("queued") }),
  z.object({ state: z.literal("skipped") }),
  z.object({ state: z.literal("finished"), answer: visionAnswer }),
  z.object({ state: z.literal("failed"), failure: z.string() }),
]);

/** Has the shared server look at frames: JPEG there, candidates back. */
export function serverDetector(cohortId: string, model: string): Detector {
  const closing = new AbortController();
  const { signal } = closing;
  const ready = hearReady(signal);

  async function detect(frame: Parameters<Detector["detect"]>[0]): Promise<Sight | null> {
    const address = `${VISION_FRAMES_PATH}${cohortId}?model=${encodeURIComponent(model)}`;
    const sent = await fetch(address, { method: "POST", body: await jpegOf(frame), signal });
    if (!sent.ok) throw await refusedWith(sent);
    const { id } = made.parse(await sent.json());
    for (;;) {
      await ready.until(id);
      const answered = await fetch(`${VISION_FRAMES_PATH}${id}`, { signal });
      if (!answered.ok) throw await refusedWith(answered);
      const said = reply.parse(await answered.json());
      if (said.state === "skipped") return null;
      if (said.state === "failed") throw new Error(said.failure);
      if (said.state === "finished") return said.answer.kind === "detect" ? said.answer : null;
    }
  }

  return {
    place: "on the shared server",
    // One is looked at while the next one is on its way.
    atOnce: 2,
    detect,
    close() {
      closing.abort();
      ready.close();
    },
  };
}

async function jpegOf(frame: Parameters<Detector["detect"]>[0]): Promise<Blob> {
  const how = { type: "image/jpeg", quality: 0.8 };
  if (frame instanceof OffscreenCanvas) return frame.convertToBlob(how);
  return new Promise((resolve, reject) => {
    frame.toBlob(
      (blob) =>
        blob === null ? reject(new Error("The frame could not be written as JPEG.")) : resolve(blob),
      how.type,
      how.quality,
    );
  });
}

import type { VisionAnswer, VisionAsk } from "#models/vision/question.ts";
import { VISION_FRAMES_PATH } from "#server/contract/vision-frame.ts";
import { visionPictureView } from "#server/contract/vision.ts";
import { VISION_PICTURES_PATH } from "#server/contract/vision-picture.ts";
import type { Person } from "../person.ts";

/** Asks about pictures and frames as a page does: the word of an answer comes by a socket, then it is fetched. */
export async function openAsker(url: string, { api, cookie, connect }: Person) {
  const socket = connect();
  const heard = new Set<string>();
  const waiting = new Map<string, () => void>();
  socket.on("vision:ready", ({ questionId }) => {
    heard.add(questionId);
    waiting.get(questionId)?.();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });
  const headers = { cookie, origin: new URL(url).origin };

  async function until(id: string): Promise<void> {
    if (!heard.has(id)) await new Promise<void>((resolve) => waiting.set(id, resolve));
    waiting.delete(id);
    heard.delete(id);
  }

  async function fetched(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(new URL(path, url), { ...init, headers });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  return {
    async send(cohortId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
      const sent = await fetched(`${VISION_PICTURES_PATH}${cohortId}?name=bench`, {
        method: "POST",
        body: bytes,
      });
      return visionPictureView.parse(sent).id;
    },
    async ask(pictureId: string, ask: VisionAsk): Promise<VisionAnswer> {
      let question = await api.vision.ask.mutate({ pictureId, ask });
      if (question.state === "queued") {
        await until(question.id);
        question = await api.vision.question.query({ questionId: question.id });
      }
      if (question.answer === null) throw new Error(question.failure ?? "no answer");
      return question.answer;
    },
    /** @returns false where a newer frame took its place. */
    async look(cohortId: string, model: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
      const path = `${VISION_FRAMES_PATH}${cohortId}?model=${model}`;
      const { id } = (await fetched(path, { method: "POST", body: bytes })) as { id: string };
      await until(id);
      const reply = (await fetched(`${VISION_FRAMES_PATH}${id}`)) as { state: string; failure?: string };
      if (reply.state === "failed") throw new Error(reply.failure);
      return reply.state === "finished";
    },
    close: () => void socket.disconnect(),
  };
}

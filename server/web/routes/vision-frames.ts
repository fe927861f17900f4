import { z } from "zod";
import { MAX_FRAME_BYTES, VISION_FRAMES_PATH } from "#server/contract/vision-frame.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { addVisionFrame, takeFrameReply } from "#server/services/vision/frames.ts";
import type { Route } from "../exchange.ts";
import { readBody } from "../read-body.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

/** POST under a cohort's id: a frame as JPEG, which gets an id; GET under that: what a network found on it. */
export function visionFramesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "vision-frames",
    path: VISION_FRAMES_PATH,
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_FRAME_BYTES,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.visionFrame");
      const ctx = { ...deps, actor };
      const id = z.uuid().safeParse(url.pathname.slice(VISION_FRAMES_PATH.length));
      if (!id.success) throw new AppError("NOT_FOUND", "There is no such frame.");
      response.setHeader("Cache-Control", "no-store");
      if (request.method !== "POST") {
        sendJson(response, 200, await takeFrameReply(ctx, id.data));
        return;
      }
      const bytes = await readBody(request, MAX_FRAME_BYTES);
      const model = url.searchParams.get("model") ?? "";
      sendJson(response, 200, await addVisionFrame(ctx, { cohortId: id.data, model, bytes }));
    },
  };
}

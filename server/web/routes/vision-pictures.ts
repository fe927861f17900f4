import { z } from "zod";
import { MAX_VISION_PICTURE_BYTES, VISION_PICTURES_PATH } from "#server/contract/vision-picture.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { addVisionPicture } from "#server/services/vision/add-picture.ts";
import { MISSING_PICTURE, readVisionPicture } from "#server/services/vision/find-picture.ts";
import type { Route } from "../exchange.ts";
import { etagOf, sendBytes } from "../file-response.ts";
import { readBody } from "../read-body.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

/** POST under a cohort's id: a photograph's bytes as they are; GET under a picture's own: the bytes again, for its owner. */
export function visionPicturesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "vision-pictures",
    path: VISION_PICTURES_PATH,
    methods: ["GET", "HEAD", "POST"],
    maxBodyBytes: MAX_VISION_PICTURE_BYTES,
    async handle({ request, response, url }) {
      const isUpload = request.method === "POST";
      const actor = await requireActor(request, isUpload ? "files.visionUpload" : "files.visionPicture");
      const ctx = { ...deps, actor };
      const id = z.uuid().safeParse(url.pathname.slice(VISION_PICTURES_PATH.length));
      if (!id.success) throw new AppError("NOT_FOUND", MISSING_PICTURE);
      if (isUpload) {
        const name = pictureName.parse(url.searchParams.get("name") ?? "");
        const readBytes = () => readBody(request, MAX_VISION_PICTURE_BYTES);
        sendJson(response, 200, await addVisionPicture(ctx, { cohortId: id.data, name }, readBytes));
        return;
      }
      const { bytes, mediaType } = await readVisionPicture(ctx, id.data);
      const head = { contentType: mediaType, etag: etagOf(bytes), cacheControl: "private, max-age=3600" };
      sendBytes(request, response, head, bytes);
    },
  };
}

/** Whatever somebody's camera calls it. */
const pictureName = z
  .string()
  .transform((name) => name.replaceAll(/\p{C}/gu, " ").trim().slice(0, 120))
  .transform((name) => (name === "" ? "picture" : name));

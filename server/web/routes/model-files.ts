import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { MAX_MODEL_BYTES, MODEL_FILES_PATH } from "#server/contract/model-limits.ts";
import { oneLine } from "#server/contract/one-line.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { readModel } from "#server/services/model/read.ts";
import { sendModel } from "#server/services/model/send.ts";
import type { Route } from "../exchange.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

const declared = z.coerce.number().int().min(0).nullable().catch(null);
const fileName = oneLine.min(1).max(80).catch("model.onnx");

/**
 * POST under a cohort's id: an ONNX file, its bytes as they are; what becomes of it is told by `model.list`. GET under that and
 * a model's name: its bytes, for a browser that asks it by itself.
 */
export function modelFilesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "model-files",
    path: MODEL_FILES_PATH,
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_MODEL_BYTES,
    async handle({ request, response, url }) {
      const isUpload = request.method === "POST";
      const actor = await requireActor(request, isUpload ? "files.model" : "files.modelBytes");
      const ctx = { ...deps, actor };
      const [id, wanted = ""] = url.pathname.slice(MODEL_FILES_PATH.length).split("/");
      const cohortId = z.uuid().safeParse(id);
      if (!cohortId.success) throw new AppError("NOT_FOUND", "There is no such cohort");
      if (isUpload) {
        const name = fileName.parse(url.searchParams.get("name"));
        const declaredBytes = declared.parse(request.headers["content-length"]);
        const sent = { cohortId: cohortId.data, fileName: name, body: request, declaredBytes };
        sendJson(response, 200, await sendModel(ctx, sent));
        return;
      }
      const { stream, sizeBytes } = await readModel(ctx, { cohortId: cohortId.data, name: wanted });
      response.writeHead(200, {
        "Content-Type": "application/octet-stream",
        "Content-Length": sizeBytes,
        "Cache-Control": "private, max-age=3600",
      });
      await pipeline(stream, response);
    },
  };
}

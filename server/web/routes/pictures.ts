import { z } from "zod";
import { idempotencyKey } from "#server/contract/creating.ts";
import { MAX_PICTURE_BYTES, picturePath } from "#server/contract/prediction.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { predictPicture } from "#server/services/prediction/create.ts";
import type { Route } from "../exchange.ts";
import { readBody } from "../read-body.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

const PATH = picturePath("");

/** A picture's bytes as they are, for the network of a run: its prediction as JSON. */
export function picturesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "pictures",
    path: PATH,
    methods: ["POST"],
    maxBodyBytes: MAX_PICTURE_BYTES,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "prediction.create");
      const runId = url.pathname.slice(PATH.length);
      if (!z.uuid().safeParse(runId).success) throw new AppError("NOT_FOUND", "There is no such run.");
      const key = idempotencyKey.safeParse(request.headers["idempotency-key"]);
      if (!key.success) throw new AppError("INVALID_INPUT", "An Idempotency-Key is a UUID.");
      const readPicture = () => readBody(request, MAX_PICTURE_BYTES);
      sendJson(
        response,
        200,
        await predictPicture({ ...deps, actor }, { runId, idempotencyKey: key.data }, readPicture),
      );
    },
  };
}

import { MAX_OWN_PICTURE_BYTES, OWN_PICTURE_PATH } from "#server/contract/own-picture.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { removeOwnPicture, setOwnPicture } from "#server/services/account/own-picture.ts";
import type { Route } from "../exchange.ts";
import { readBody } from "../read-body.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

/** A picture's bytes as they are, to be the picture of who sends it; DELETE takes it away. */
export function ownPictureRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "own-picture",
    path: OWN_PICTURE_PATH,
    methods: ["POST", "DELETE"],
    maxBodyBytes: MAX_OWN_PICTURE_BYTES,
    async handle({ request, response }) {
      const actor = await requireActor(request, "files.ownPicture");
      const ctx = { ...deps, actor };
      if (request.method === "DELETE") {
        await removeOwnPicture(ctx);
        sendJson(response, 200, { image: null });
        return;
      }
      const bytes = await readBody(request, MAX_OWN_PICTURE_BYTES);
      sendJson(response, 200, { image: await setOwnPicture(ctx, bytes) });
    },
  };
}

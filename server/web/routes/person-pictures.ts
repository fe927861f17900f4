import { PERSON_PICTURES_PATH } from "#server/contract/own-picture.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { readPicture } from "#server/services/account/own-picture.ts";
import type { Route } from "../exchange.ts";
import { etagOf, sendBytes } from "../file-response.ts";
import type { RequireActor } from "../require-actor.ts";

const PATH = /^\/api\/people\/([\w-]{1,64})\/[0-9a-f]{16}\.webp$/;
const FOREVER = "private, max-age=31536000, immutable";

/** The pictures of classmates, each under an address that changes with it. */
export function personPicturesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "person-pictures",
    path: PERSON_PICTURES_PATH,
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.personPicture");
      const [, userId] = PATH.exec(url.pathname) ?? [];
      if (userId === undefined) throw new AppError("NOT_FOUND", "There is no such picture.");
      const bytes = await readPicture({ ...deps, actor }, userId);
      const head = { contentType: "image/webp", etag: etagOf(bytes), cacheControl: FOREVER };
      sendBytes(request, response, head, bytes);
    },
  };
}

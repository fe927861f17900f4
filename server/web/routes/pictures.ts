import { MAX_PICTURE_BYTES } from "#server/contract/own-input.ts";
import { picturePath } from "#server/contract/prediction.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { predictPicture } from "#server/services/prediction/create.ts";
import type { Route } from "../exchange.ts";
import type { RequireActor } from "../require-actor.ts";
import { ownInputRoute } from "./own-input.ts";

/** A picture's bytes as they are, for the network of a run: its prediction as JSON. */
export function picturesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  const picture = {
    name: "pictures",
    path: picturePath(""),
    maxBytes: MAX_PICTURE_BYTES,
    ask: predictPicture,
  };
  return ownInputRoute(deps, requireActor, picture);
}

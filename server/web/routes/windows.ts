import { MAX_WINDOW_BYTES } from "#server/contract/own-input.ts";
import { windowPath } from "#server/contract/prediction.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { predictWindow } from "#server/services/prediction/create.ts";
import type { Route } from "../exchange.ts";
import type { RequireActor } from "../require-actor.ts";
import { ownInputRoute } from "./own-input.ts";

/** Rows of a CSV, for a run's network of time series: its prediction and the window that they make as JSON. */
export function windowsRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  const window = { name: "windows", path: windowPath(""), maxBytes: MAX_WINDOW_BYTES, ask: predictWindow };
  return ownInputRoute(deps, requireActor, window);
}

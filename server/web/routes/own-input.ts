import { z } from "zod";
import { idempotencyKey } from "#server/contract/idempotency-key.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext, ServiceDeps } from "#server/services/context.ts";
import type { Asked } from "#server/services/prediction/ask.ts";
import type { Route } from "../exchange.ts";
import { readBody } from "../read-body.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

type OwnInput = {
  name: string;
  /** Before the run's id. */
  path: string;
  maxBytes: number;
  /** @returns the answer's JSON. */
  ask: (ctx: ServiceContext, asked: Asked, readBytes: () => Promise<Uint8Array>) => Promise<object>;
};

/** A person's own input as the body of a request, its bytes as they are, for the network of a run. */
export function ownInputRoute(
  deps: ServiceDeps,
  requireActor: RequireActor,
  { name, path, maxBytes, ask }: OwnInput,
): Route {
  return {
    name,
    path,
    methods: ["POST"],
    maxBodyBytes: maxBytes,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "prediction.create");
      const runId = url.pathname.slice(path.length);
      if (!z.uuid().safeParse(runId).success) throw new AppError("NOT_FOUND", "There is no such run.");
      const key = idempotencyKey.safeParse(request.headers["idempotency-key"]);
      if (!key.success) throw new AppError("INVALID_INPUT", "An Idempotency-Key is a UUID.");
      const readBytes = () => readBody(request, maxBytes);
      const answer = await ask({ ...deps, actor }, { runId, idempotencyKey: key.data }, readBytes);
      sendJson(response, 200, answer);
    },
  };
}

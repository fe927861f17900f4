import { z } from "zod";
import { IMPORTS_PATH, PART_BYTES } from "#server/contract/upload-parts.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { putImportPart } from "#server/services/dataset-import/put-part.ts";
import type { Route } from "../exchange.ts";
import { readBody } from "../read-body.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

const PATH = /^\/api\/imports\/([^/]+)\/(\d{1,6})$/;

/** The parts of an upload, each put where it belongs; the answer says how many bytes have arrived. */
export function importPartsRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "import-parts",
    path: IMPORTS_PATH,
    methods: ["PUT"],
    maxBodyBytes: PART_BYTES,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.part");
      const [, importId, part] = PATH.exec(url.pathname) ?? [];
      if (!z.uuid().safeParse(importId).success || importId === undefined) {
        throw new AppError("NOT_FOUND", "There is no such upload.");
      }
      const read = () => readBody(request, PART_BYTES);
      sendJson(
        response,
        200,
        await putImportPart({ ...deps, actor }, { importId, part: Number(part), read }),
      );
    },
  };
}

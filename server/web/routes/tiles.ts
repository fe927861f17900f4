import sharp from "sharp";
import { z } from "zod";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "#server/services/cohort/require-member.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import type { Route } from "../exchange.ts";
import { etagOf, sendBytes } from "../file-response.ts";
import type { RequireActor } from "../require-actor.ts";

const PATH = /^\/api\/tiles\/([^/]+)\/validation\/(\d{1,7})\.png$/;
const SHORT = "private, max-age=300";
const FOREVER = "private, max-age=31536000, immutable";

/**
 * Validation tiles as PNG. No other split has an address: the test split reaches no browser. With `?v=<dataset id>` the
 * address names bytes that never change.
 */
export function tilesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  const { dataset } = deps;
  const { id, height, width, channels, counts } = dataset.descriptor;
  return {
    name: "tiles",
    path: "/api/tiles/",
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.tile");
      const [, cohortId, index] = PATH.exec(url.pathname) ?? [];
      if (!z.uuid().safeParse(cohortId).success || cohortId === undefined) {
        throw new AppError("NOT_FOUND", "There is no such tile.");
      }
      await requireMember({ db: deps.db, actor }, cohortId);
      if (Number(index) >= counts.validation) throw new AppError("NOT_FOUND", "There is no such tile.");
      const pixels = await dataset.readTile("validation", Number(index));
      const png = await sharp(pixels, { raw: { width, height, channels: channels as 1 | 3 } })
        .png({ compressionLevel: 6 })
        .toBuffer();
      const cacheControl = url.searchParams.get("v") === id ? FOREVER : SHORT;
      sendBytes(request, response, { contentType: "image/png", etag: etagOf(png), cacheControl }, png);
    },
  };
}

import sharp from "sharp";
import { z } from "zod";
import { AppError } from "#server/platform/errors.ts";
import { framesSideBySide } from "#server/datasets/frames-side-by-side.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { resolveVersion } from "#server/services/dataset/resolve-version.ts";
import type { Route } from "../exchange.ts";
import { etagOf, sendBytes } from "../file-response.ts";
import type { RequireActor } from "../require-actor.ts";

const PATH = /^\/api\/tiles\/([^/]+)\/([^/]+)\/validation\/(\d{1,7})\.png$/;
const FOREVER = "private, max-age=31536000, immutable";

/**
 * Validation tiles of a dataset's version as PNG, sequences frame by frame, whose bytes never change. No other split has an
 * address: the test split
 * reaches no browser.
 */
export function tilesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "tiles",
    path: "/api/tiles/",
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.tile");
      const [, cohortId, versionId, index] = PATH.exec(url.pathname) ?? [];
      const named = z.object({ cohortId: z.uuid(), versionId: z.uuid() }).safeParse({ cohortId, versionId });
      if (!named.success) throw new AppError("NOT_FOUND", "There is no such tile.");
      const { version } = await resolveVersion({ db: deps.db, actor }, named.data);
      const dataset = await deps.datasets.open(version.id);
      const { counts, frames, inputShape } = dataset.descriptor;
      if (inputShape.length === 2 || Number(index) >= counts.validation)
        throw new AppError("NOT_FOUND", "There is no such tile.");
      const tile = await dataset.readTile("validation", Number(index));
      const shown = framesSideBySide(tile, inputShape, frames);
      const { pixels, height, width, channels } = shown;
      const png = await sharp(pixels, { raw: { width, height, channels: channels as 1 | 3 } })
        .png({ compressionLevel: 6 })
        .toBuffer();
      const head = { contentType: "image/png", etag: etagOf(png), cacheControl: FOREVER };
      sendBytes(request, response, head, png);
    },
  };
}

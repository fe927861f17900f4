import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { oneLine } from "#server/contract/one-line.ts";
import { MAX_WEIGHTS_FILE_BYTES, NETWORK_FILES_PATH } from "#server/contract/weights.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { importNetwork, type ReadNetwork } from "#server/services/weights/import-network.ts";
import type { Route } from "../exchange.ts";
import type { RequireActor } from "../require-actor.ts";
import { sendJson } from "../send.ts";

const fileName = oneLine.min(1).max(120).catch("a file");

type Reading = {
  read: ReadNetwork;
  /** The folder that files lie in meanwhile. */
  work: string;
};

/** The file of a network, its bytes as they are, for one's own design: the network as JSON; its weights are kept. */
export function networkFilesRoute(
  deps: ServiceDeps,
  requireActor: RequireActor,
  { read, work }: Reading,
): Route {
  return {
    name: "network-files",
    path: NETWORK_FILES_PATH,
    methods: ["POST"],
    maxBodyBytes: MAX_WEIGHTS_FILE_BYTES,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.networkFile");
      const designId = url.pathname.slice(NETWORK_FILES_PATH.length);
      if (!z.uuid().safeParse(designId).success) throw new AppError("NOT_FOUND", "There is no such design");
      const name = fileName.parse(url.searchParams.get("name"));
      const answer = await importNetwork(
        { ...deps, actor },
        { designId, name, read, work, receive: (path) => pipeline(request, createWriteStream(path)) },
      );
      sendJson(response, 200, answer);
    },
  };
}

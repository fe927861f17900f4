import { z } from "zod";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext, ServiceDeps } from "#server/services/context.ts";
import { findArtifact } from "#server/services/run/find-artifact.ts";
import { getRun } from "#server/services/run/get.ts";
import { recordKey } from "#server/records/record-key.ts";
import { signRecord } from "#server/records/sign-record.ts";
import { recordOfRun } from "#server/services/run/record.ts";
import { runResult } from "#server/services/run/result.ts";
import type { Exchange, Route } from "../exchange.ts";
import { downloadName } from "../file-name.ts";
import { isExportName, sendExport } from "../run-export.ts";
import { etagOf, isNotModified, sendBytes, sendStream } from "../file-response.ts";
import type { RequireActor } from "../require-actor.ts";
import { runJson } from "../run-json.ts";
import { historyCsv, resultCsv } from "../result-csv.ts";

const PATH = /^\/api\/runs\/([^/]+)\/([a-z.]+)$/;
const CACHE_CONTROL = "private, no-cache";

type FileContext = { ctx: ServiceContext; runId: string; exchange: Exchange };

async function requireResult({ ctx, runId }: FileContext) {
  const result = await runResult(ctx, runId);
  if (result === null) throw new AppError("NOT_READY", "The run has not finished, so it has no result.");
  return result;
}

/** Text that a file is made of; each reads through a service, which refuses strangers. */
const TEXT_FILES: Record<
  string,
  { contentType: string; extension: string; text: (file: FileContext) => Promise<string> }
> = {
  "run.json": {
    contentType: "application/json; charset=utf-8",
    extension: "run.json",
    text: async ({ ctx, runId }) => runJson(await getRun(ctx, runId), await runResult(ctx, runId)),
  },
  "result.json": {
    contentType: "application/json; charset=utf-8",
    extension: "result.json",
    text: async (file) => `${JSON.stringify(await requireResult(file), null, 2)}\n`,
  },
  "result.csv": {
    contentType: "text/csv; charset=utf-8",
    extension: "result.csv",
    text: async (file) => resultCsv(await requireResult(file)),
  },
  "history.csv": {
    contentType: "text/csv; charset=utf-8",
    extension: "history.csv",
    text: async ({ ctx, runId }) => {
      const { events, target } = await getRun(ctx, runId);
      return historyCsv(applyRunEvents(EMPTY_RUN_HISTORY, events), target);
    },
  },
};

export function runFilesRoute(
  deps: ServiceDeps,
  requireActor: RequireActor,
  { home }: { home: string },
): Route {
  return {
    name: "run-files",
    path: "/api/runs/",
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    async handle(exchange) {
      const { request, response, url } = exchange;
      const [, runId, name] = PATH.exec(url.pathname) ?? [];
      const isTable = name !== undefined && Object.hasOwn(TEXT_FILES, name);
      const actor = await requireActor(request, isTable ? "files.table" : "files.network");
      if (runId === undefined || name === undefined || !z.uuid().safeParse(runId).success) {
        throw new AppError("NOT_FOUND", "There is no such file.");
      }
      const ctx = { ...deps, actor };
      if (name === "record.json") return sendRecord({ ctx, runId, exchange }, home);
      if (name === "model.onnx") return sendModel({ ctx, runId, exchange });
      if (isExportName(name)) return sendExport({ ctx, runId, exchange }, name);
      const file = isTable ? TEXT_FILES[name] : undefined;
      if (file === undefined) throw new AppError("NOT_FOUND", "There is no such file.");
      const text = await file.text({ ctx, runId, exchange });
      const { name: title } = await getRun(ctx, runId);
      const head = {
        contentType: file.contentType,
        etag: etagOf(text),
        cacheControl: CACHE_CONTROL,
        downloadAs: downloadName(title, runId, file.extension),
      };
      sendBytes(request, response, head, text);
    },
  };
}

async function sendRecord({ ctx, runId, exchange }: FileContext, home: string): Promise<void> {
  const record = await recordOfRun(ctx, runId);
  const text = signRecord(record, recordKey(home));
  const head = {
    contentType: "application/json; charset=utf-8",
    etag: etagOf(text),
    cacheControl: CACHE_CONTROL,
    downloadAs: downloadName(record.name, runId, "record.json"),
  };
  sendBytes(exchange.request, exchange.response, head, text);
}

async function sendModel({ ctx, runId, exchange }: FileContext): Promise<void> {
  const { name: title } = await getRun(ctx, runId);
  const stored = await findArtifact(ctx, runId, "onnx");
  if (stored === null) {
    throw new AppError("NOT_READY", "The run has not finished, so it has no trained network.");
  }
  const head = {
    contentType: "application/octet-stream",
    etag: `"${stored.sha256}"`,
    cacheControl: CACHE_CONTROL,
    downloadAs: downloadName(title, runId, "onnx"),
  };
  if (isNotModified(exchange.request, exchange.response, head)) return;
  const file = await ctx.files.openRead(stored.storageKey);
  if (file === null) throw new AppError("NOT_FOUND", "The trained network's file is gone from the server.");
  await sendStream(exchange.request, exchange.response, head, file);
}

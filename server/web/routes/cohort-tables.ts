import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { AppError } from "#server/platform/errors.ts";
import { getCohort } from "#server/services/cohort/get.ts";
import { cohortTable, isCohortTable } from "#server/services/cohort/tables.ts";
import type { ServiceContext, ServiceDeps } from "#server/services/context.ts";
import { gradebookTable } from "#server/services/gradebook/table.ts";
import { toCsv } from "../csv.ts";
import type { Route } from "../exchange.ts";
import { downloadName } from "../file-name.ts";
import type { RequireActor } from "../require-actor.ts";

const MISSING = "There is no such table.";
const PATH = /^\/api\/cohorts\/([^/]+)\/([a-z]+)\.csv$/;

type Rows = Record<string, string | number | boolean | null>[];

/** What an instructor takes along of a cohort, as it is read: a long one is never whole in memory. */
export function cohortTablesRoute(deps: ServiceDeps, requireActor: RequireActor): Route {
  return {
    name: "cohort-tables",
    path: "/api/cohorts/",
    methods: ["GET"],
    maxBodyBytes: 0,
    async handle({ request, response, url }) {
      const actor = await requireActor(request, "files.cohortTable");
      const [, cohortId, table] = PATH.exec(url.pathname) ?? [];
      const isThere = z.uuid().safeParse(cohortId).success && table !== undefined;
      if (!isThere || cohortId === undefined) throw new AppError("NOT_FOUND", MISSING);
      const ctx = { ...deps, actor };
      const pages = pagesOf(ctx, { cohortId, table });
      const { name } = await getCohort(ctx, cohortId);
      // Before the head is sent: who may not have it is told so.
      const first = await pages.next();
      response.writeHead(200, {
        "Content-Type": "text/csv; charset=utf-8",
        "Cache-Control": "private, no-store",
        "Content-Disposition": `attachment; filename="${downloadName(`${name} ${table}`, cohortId, "csv")}"`,
      });
      await pipeline(Readable.from(lines(first.done === true ? [] : first.value, pages)), response);
    },
  };
}

function pagesOf(
  ctx: ServiceContext,
  { cohortId, table }: { cohortId: string; table: string },
): AsyncGenerator<Rows> {
  if (table === "gradebook") return wholeGradebook(ctx, cohortId);
  if (isCohortTable(table)) return cohortTable(ctx, { cohortId, table });
  throw new AppError("NOT_FOUND", MISSING);
}

async function* wholeGradebook(ctx: ServiceContext, cohortId: string): AsyncGenerator<Rows> {
  yield await gradebookTable(ctx, cohortId);
}

async function* lines(first: Rows, rest: AsyncGenerator<Rows>): AsyncGenerator<string> {
  const columns = Object.keys(first[0] ?? {});
  const cells = (rows: Rows) => rows.map((row) => columns.map((name) => row[name] ?? null));
  yield toCsv(columns, cells(first));
  for await (const rows of rest) yield withoutHeader(toCsv([], cells(rows)));
}

/** The line of no names that `toCsv` begins with. */
const withoutHeader = (text: string) => text.slice("\r\n".length);

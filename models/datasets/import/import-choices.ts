import { z } from "zod";
import { importOptions } from "./import-options.ts";
import { importReport } from "./import-report.ts";
import { seriesOptions } from "./series-options.ts";
import { seriesReport } from "./series-report.ts";

/** What was written before there were time series says no kind. */
function withKind(value: unknown): unknown {
  return typeof value === "object" && value !== null && !("kind" in value)
    ? { ...value, kind: "pictures" }
    : value;
}

/** Of an import of any kind. */
export const importChoices = z.preprocess(
  withKind,
  z.discriminatedUnion("kind", [importOptions, seriesOptions]),
);
export type ImportChoices = z.infer<typeof importChoices>;

export const anyImportReport = z.preprocess(
  withKind,
  z.discriminatedUnion("kind", [importReport, seriesReport]),
);
export type AnyImportReport = z.infer<typeof anyImportReport>;

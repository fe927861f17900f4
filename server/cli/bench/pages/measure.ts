import { launchChromium } from "../browser.ts";
import type { BenchContext } from "../options.ts";
import type { Product } from "../product.ts";
import { median } from "../statistics.ts";
import { overOf, type MeasuredPage } from "./limits.ts";
import { fillCohort, type FilledCohort } from "./fill-cohort.ts";
import { isFilled, readPaint, watchPaint, type PageSight } from "./watch-paint.ts";

const WIDTHS = [1280, 390];
const VISITS = 5;
/** What comes after the network is quiet: a late paint, a late shift. */
const REST_MS = 700;

type Visited = {
  name: string;
  path: string;
  isStranger?: boolean;
  /** Beside those of every page. */
  width?: number;
};

export type PagesReport = {
  visits: number;
  /** Medians of the visits, each with an empty cache. */
  pages: MeasuredPage[];
  /** What is more than it should be, in words. */
  over: string[];
};

/** Opens every page as its reader does, in a browser that has seen nothing yet. */
export async function benchPages(
  product: Product,
  { options, say, signal }: BenchContext,
): Promise<PagesReport> {
  say("pages: filling the cohort");
  const cohort = await fillCohort(product, signal);
  const browser = await launchChromium();
  const pages: MeasuredPage[] = [];
  const { isWeighing } = options;
  const visits = isWeighing ? 1 : VISITS;
  const widthsOf = ({ width }: Visited) =>
    isWeighing ? WIDTHS.slice(0, 1) : [...WIDTHS, ...(width === undefined ? [] : [width])];

  async function visit({ path, isStranger = false }: Visited, width: number): Promise<PageSight> {
    const context = await browser.newContext({ baseURL: product.url, viewport: { width, height: 800 } });
    try {
      if (!isStranger) await context.addCookies(cookiesOf(product.url, cohort.cookie));
      await context.addInitScript(watchPaint);
      const page = await context.newPage();
      await page.goto(path);
      await page.waitForFunction(isFilled);
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(REST_MS);
      return await page.evaluate(readPaint);
    } finally {
      await context.close();
    }
  }

  try {
    // The first visit of all warms the server, not the browser.
    if (!isWeighing) for (const page of pagesOf(cohort)) await visit(page, WIDTHS[0] ?? 1280);
    for (const page of pagesOf(cohort)) {
      for (const width of widthsOf(page)) {
        signal.throwIfAborted();
        const sights: PageSight[] = [];
        while (sights.length < visits) sights.push(await visit(page, width));
        const sight = medianOf(sights);
        say(`pages: ${page.name} at ${width}: ${Math.round(sight.scriptBytes / 1000)} kB of scripts`);
        pages.push({ name: page.name, width, ...sight });
      }
    }
  } finally {
    await browser.close();
  }
  const over = pages.flatMap((page) =>
    overOf(isWeighing ? { ...page, largestPaintMs: 0, layoutShift: 0 } : page),
  );
  return { visits, pages, over };
}

function pagesOf(cohort: FilledCohort): Visited[] {
  const { cohortId, designId, runId, datasetId, exerciseId } = cohort;
  const base = `/cohorts/${cohortId}`;
  return [
    { name: "landing", path: "/", isStranger: true },
    { name: "sign-in", path: "/sign-in", isStranger: true },
    { name: "sign-up", path: "/sign-up", isStranger: true },
    { name: "new password", path: "/forgot-password", isStranger: true },
    { name: "cohorts", path: "/" },
    { name: "overview", path: base },
    { name: "designs", path: `${base}/designs` },
    { name: "builder", path: `${base}/designs/${designId}` },
    { name: "runs", path: `${base}/runs` },
    { name: "run", path: `${base}/runs/${runId}`, width: 1920 },
    { name: "compare", path: `${base}/compare?runs=${runId},${cohort.otherRunId}` },
    { name: "leaderboard", path: `${base}/leaderboard` },
    { name: "datasets", path: `${base}/datasets` },
    { name: "dataset", path: `${base}/datasets/${datasetId}` },
    { name: "import", path: `${base}/datasets/import` },
    { name: "exercises", path: `${base}/exercises` },
    { name: "exercise", path: `${base}/exercises/${exerciseId}` },
    { name: "exercise form", path: `${base}/exercises/${exerciseId}/edit` },
    { name: "gradebook", path: `${base}/gradebook` },
    { name: "vision", path: `${base}/vision` },
    { name: "members", path: `${base}/members` },
    { name: "workers", path: `${base}/workers` },
    { name: "desk", path: `${base}/desk` },
    { name: "queue", path: `${base}/queue` },
    { name: "settings", path: `${base}/settings` },
    { name: "account", path: "/account" },
  ];
}

function cookiesOf(url: string, header: string) {
  return header.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { url, name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
}

function medianOf(sights: readonly PageSight[]): PageSight {
  const of = (key: keyof PageSight) => median(sights.map((sight) => sight[key]));
  return {
    scriptBytes: of("scriptBytes"),
    largestPaintMs: Math.round(of("largestPaintMs")),
    layoutShift: Math.round(of("layoutShift") * 10_000) / 10_000,
    fetchesBefore: of("fetchesBefore"),
    fetches: of("fetches"),
  };
}

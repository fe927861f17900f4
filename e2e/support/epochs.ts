import type { Page } from "@playwright/test";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";

const percent = (fraction: number) => `${(fraction * 100).toFixed(1)} %`;

/** What the table of epochs must show for the events that the API holds: a row an epoch, as text. */
export function epochRows(details: Pick<RunDetails, "events">): string[][] {
  const { epochs } = applyRunEvents(EMPTY_RUN_HISTORY, details.events);
  return epochs.map(({ epoch, train, validation }) => [
    String(epoch),
    train.loss.toFixed(4),
    percent(train.accuracy ?? Number.NaN),
    validation.loss.toFixed(4),
    percent(validation.accuracy ?? Number.NaN),
  ]);
}

/** What the table of epochs shows, the same columns. */
export async function shownEpochRows(page: Page): Promise<string[][]> {
  const table = page.getByRole("table", { name: "Epochs" });
  const rows = await table
    .getByRole("row")
    .evaluateAll((elements) =>
      elements.map((row) => Array.from(row.children, (cell) => cell.textContent.replaceAll("\u00a0", " "))),
    );
  return rows.slice(1).map((cells) => [String(Number.parseInt(cells[0] ?? "", 10)), ...cells.slice(1, 5)]);
}

/** The numbers of the epochs that the page shows. */
export async function shownEpochs(page: Page): Promise<number[]> {
  if (!(await page.getByRole("table", { name: "Epochs" }).isVisible())) return [];
  return (await shownEpochRows(page)).map(([epoch]) => Number(epoch));
}

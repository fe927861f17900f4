import type { SeriesOptions } from "./series-options.ts";

type Peek = { columns: string[]; rows: string[][] };

const TIME = /^(?:time|date|datetime|timestamp|hour|day|index)$|time|date/i;

/** What most people want of a table: the time by its name, the last column of numbers ahead, from all of them. */
export function guessSeries({ columns, rows }: Peek): SeriesOptions {
  const time = columns.find((name) => TIME.test(name)) ?? null;
  const isNumber = (name: string) => {
    const cell = rows[0]?.[columns.indexOf(name)] ?? "";
    return cell !== "" && Number.isFinite(Number(cell));
  };
  const numbers = columns.filter((name) => name !== time && isNumber(name));
  return {
    kind: "series",
    columns: numbers,
    target: numbers.at(-1) ?? columns[0] ?? "",
    unit: "",
    time,
    window: 24,
    horizon: 1,
    split: { rule: "time", validationPercent: 20, testPercent: 20 },
  };
}

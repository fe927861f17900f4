"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { seriesOptions, type SeriesOptions } from "#models/datasets/import/series-options.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { guessSeries } from "#models/datasets/import/guess-series.ts";
import { SplitPercents } from "./split-percents.tsx";
import { TableBeginning } from "./table-beginning.tsx";

type SeriesFormProps = {
  importId: string;
  before: SeriesOptions | null;
  isBusy: boolean;
  error: string | undefined;
  onStart: (options: SeriesOptions) => void;
};

/** How a table of measurements is cut into windows; its columns are asked of the server, which has the table. */
export function SeriesForm({ importId, before, ...props }: SeriesFormProps) {
  const trpc = useTRPC();
  const { data: peek, error } = useQuery(
    trpc.datasetImport.peek.queryOptions({ importId }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (error !== null) return <FormError>{explainError(error).message}</FormError>;
  if (peek === undefined) return <Skeleton className="h-72" />;
  return <Choices key={importId} peek={peek} start={before ?? guessSeries(peek)} {...props} />;
}

type ChoicesProps = Omit<SeriesFormProps, "importId" | "before"> & {
  peek: { columns: string[]; rows: string[][] };
  start: SeriesOptions;
};

const IN_ORDER = "\0in order";

function Choices({ peek, start, isBusy, error, onStart }: ChoicesProps) {
  const [options, setOptions] = useState(start);
  const [problem, setProblem] = useState<string>();
  const change = (changed: Partial<SeriesOptions>) => setOptions({ ...options, ...changed });
  const { split } = options;

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const parsed = seriesOptions.safeParse(options);
    setProblem(parsed.success ? undefined : parsed.error.issues[0]?.message);
    if (parsed.success) onStart(parsed.data);
  }

  const toggle = (name: string) =>
    change({
      columns: peek.columns.filter((column) =>
        column === name ? !options.columns.includes(name) : options.columns.includes(column),
      ),
    });
  const named = peek.columns.map((name) => ({ value: name, label: name }));

  return (
    <Card>
      <form noValidate onSubmit={handleSubmit}>
        <CardHeader>
          <CardTitle>How to cut the series into windows</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-col gap-5">
          <TableBeginning columns={peek.columns} rows={peek.rows} />
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            <Field label="To predict">
              <Select value={options.target} onValueChange={(target) => change({ target })} options={named} />
            </Field>
            <Field label="Unit" hint="Such as MW. May be empty.">
              <Input value={options.unit} maxLength={20} onValueChange={(unit) => change({ unit })} />
            </Field>
            <Field label="Time" hint="Windows across a gap in time are left out.">
              <Select
                value={options.time ?? IN_ORDER}
                onValueChange={(time) => change({ time: time === IN_ORDER ? null : time })}
                options={[{ value: IN_ORDER, label: "Rows are evenly spaced" }, ...named]}
              />
            </Field>
            <Field label="Window, rows" hint="How far back the network sees.">
              <NumberField
                value={options.window}
                min={2}
                max={1024}
                onValueChange={(window) => change({ window: window ?? 2 })}
              />
            </Field>
            <Field label="Horizon, rows" hint="How far ahead the value lies; 0 is the window's last row.">
              <NumberField
                value={options.horizon}
                min={0}
                max={10_000}
                onValueChange={(horizon) => change({ horizon: horizon ?? 1 })}
              />
            </Field>
            <span className="hidden lg:block" />
            <SplitPercents
              value={split}
              hint="The split is by time: the latest rows are the test."
              onChange={(changed) => change({ split: { ...split, ...changed } })}
            />
          </div>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 text-sm font-medium">Columns of a window</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-2">
              {peek.columns.map((name) => (
                <label key={name} className="flex min-h-8 items-center gap-2 text-sm break-all">
                  <input
                    type="checkbox"
                    className="size-4 accent-primary"
                    checked={options.columns.includes(name)}
                    onChange={() => toggle(name)}
                  />
                  {name}
                </label>
              ))}
            </div>
          </fieldset>
        </CardContent>
        <CardFooter className="flex-wrap">
          <Button type="submit" variant="primary" isBusy={isBusy}>
            Cut into windows
          </Button>
          <FormError>{problem ?? error}</FormError>
        </CardFooter>
      </form>
    </Card>
  );
}

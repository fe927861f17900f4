"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter, Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Button } from "#app/_ui/button.tsx";
import { SearchInput } from "#app/_ui/search-input.tsx";
import { Select } from "#app/_ui/select.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useSettled } from "#app/_lib/use-settled.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { RUN_SORTS } from "#server/contract/run-choices.ts";
import type { RunFacets } from "#server/contract/run-list.ts";
import { cleared, isNarrowed, type RunsView } from "./runs-address.ts";

type RunFiltersProps = { view: RunsView; onShow: (view: RunsView, how?: { isTyped: boolean }) => void };

const TYPED_MS = 250;

const STATES = [
  { value: "", label: "Any state" },
  { value: "active", label: "Under way" },
  { value: "finished", label: "Finished" },
  { value: "paused", label: "Paused" },
  { value: "failed", label: "Failed" },
  { value: "cancelled", label: "Cancelled" },
];
const SORTS = { newest: "Newest first", oldest: "Oldest first", best: "Best score first", name: "By name" };

/** What the list of runs is narrowed to, and its order. */
export function RunFilters({ view, onShow }: RunFiltersProps) {
  const { cohort, myId } = useCohort();
  const trpc = useTRPC();
  const { data: facets } = useQuery(trpc.run.facets.queryOptions({ cohortId: cohort.id }));
  const choices = choicesOf(facets, view, myId);
  const [isOpen, setIsOpen] = useState(false);
  const chosenCount = choices.filter(({ filter }) => view[filter] !== "").length;
  // On a phone they would push the list out of sight.
  const folded = isOpen ? "" : "max-sm:hidden";
  return (
    <search aria-label="Runs" className="flex flex-wrap items-center gap-2">
      <SearchBox view={view} onShow={onShow} />
      <Button
        variant="secondary"
        className="h-11 sm:hidden"
        icon={<ListFilter aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {chosenCount === 0 ? "Filters" : `Filters, ${chosenCount} chosen`}
      </Button>
      {choices.map(({ filter, label, options }) => (
        <Select
          key={filter}
          aria-label={label}
          className={cn(
            "w-auto max-w-44 max-md:h-11 max-sm:max-w-none max-sm:flex-1 max-sm:basis-[calc(50%-0.25rem)]",
            folded,
          )}
          value={view[filter]}
          options={options}
          onValueChange={(value) => onShow({ ...view, [filter]: value })}
        />
      ))}
      <Select
        aria-label="Order"
        className="w-auto max-md:h-11 max-sm:flex-1"
        value={view.sort}
        options={RUN_SORTS.map((value) => ({ value, label: SORTS[value] }))}
        onValueChange={(sort) => onShow({ ...view, sort })}
      />
      {(view.isHidden || (facets?.hiddenCount ?? 0) > 0) && (
        <Button
          variant="secondary"
          aria-pressed={view.isHidden}
          className="max-md:h-11"
          onClick={() => onShow({ ...view, isHidden: !view.isHidden })}
        >
          {view.isHidden ? "Hidden ones only" : `${facets?.hiddenCount} hidden`}
        </Button>
      )}
      {isNarrowed(view) && (
        <Button
          variant="ghost"
          className="max-md:h-11"
          icon={<X aria-hidden />}
          onClick={() => onShow(cleared(view))}
        >
          Clear filters
        </Button>
      )}
    </search>
  );
}

function SearchBox({ view, onShow }: RunFiltersProps) {
  const [typed, setTyped] = useState(view.search);
  const [known, setKnown] = useState(view.search);
  // Gone back, or cleared: the address says something else than what was typed here.
  if (view.search !== known) {
    setKnown(view.search);
    if (view.search !== typed.trim()) setTyped(view.search);
  }
  const settled = useSettled(typed, TYPED_MS);
  const search = useEffectEvent((words: string) => {
    if (words === typed && words.trim() !== view.search) {
      onShow({ ...view, search: words.trim() }, { isTyped: true });
    }
  });
  useEffect(() => search(settled), [settled]);
  return (
    <div className="relative max-sm:basis-full">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <SearchInput
        aria-label="Search by name or person"
        placeholder="Name or person"
        maxLength={80}
        className="pl-9 max-md:h-11 sm:w-44"
        value={typed}
        onValueChange={setTyped}
      />
    </div>
  );
}

type Choice = {
  filter: "state" | "dataset" | "person" | "design" | "tag";
  label: string;
  options: { value: string; label: string }[];
};

/** Only what there is more than one of to choose from, or is chosen already. */
function choicesOf(facets: RunFacets | undefined, view: RunsView, myId: string): Choice[] {
  const { datasets = [], people = [], designs = [], tags = [] } = facets ?? {};
  const others = people.filter(({ id }) => id !== myId).map(({ id, name }) => ({ value: id, label: name }));
  const all: (Choice & { least: number })[] = [
    { filter: "state", label: "State", options: STATES, least: 0 },
    {
      filter: "dataset",
      label: "Dataset",
      least: 2,
      options: [
        { value: "", label: "Any dataset" },
        ...datasets.map(({ id, title }) => ({ value: id, label: title })),
      ],
    },
    {
      filter: "person",
      label: "Person",
      least: 1,
      options: [{ value: "", label: "Anybody" }, { value: "me", label: "You" }, ...others],
    },
    {
      filter: "design",
      label: "Design",
      least: 1,
      options: [
        { value: "", label: "Any design" },
        ...designs.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      filter: "tag",
      label: "Your tag",
      least: 1,
      options: [{ value: "", label: "Any tag" }, ...tags.map((tag) => ({ value: tag, label: tag }))],
    },
  ];
  return all
    .map(({ options, ...choice }) => {
      const chosen = view[choice.filter];
      const isKnown = options.some(({ value }) => value === chosen);
      return {
        ...choice,
        options: isKnown ? options : [...options, { value: chosen, label: "One that is not listed" }],
      };
    })
    .filter(({ filter, least, options }) => view[filter] !== "" || options.length > least);
}

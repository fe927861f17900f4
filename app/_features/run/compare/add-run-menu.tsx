"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuGroup, MenuItem, MenuLabel, MenuTrigger } from "#app/_ui/menu.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { runNumbers } from "../run-numbers.ts";

type AddRunMenuProps = { cohortId: string; runIds: readonly string[]; onAdd: (runId: string) => void };

const NEWEST = 30;
const BEST = 5;

/** One more run to compare: of the board's best, or of the newest. */
export function AddRunMenu({ cohortId, runIds, onAdd }: AddRunMenuProps) {
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const newest = useQuery(
    trpc.run.list.queryOptions({ cohortId, limit: NEWEST, hidden: "without" }, { enabled: isOpen }),
  );
  const board = useQuery(
    trpc.cohort.leaderboard.queryOptions({ cohortId }, { enabled: isOpen, retry: false }),
  );
  const isNew = (id: string) => !runIds.includes(id);
  const best = (board.data?.rows ?? []).filter(({ runId }) => isNew(runId)).slice(0, BEST);
  const others = (newest.data?.items ?? []).filter(
    ({ id }) => isNew(id) && !best.some(({ runId }) => runId === id),
  );
  return (
    <Menu open={isOpen} onOpenChange={setIsOpen}>
      <MenuTrigger className={buttonVariants({ variant: "secondary" })}>
        <Plus aria-hidden />
        Add a run
      </MenuTrigger>
      <MenuContent align="end" className="w-80">
        {best.length > 0 && board.data !== undefined && (
          <MenuGroup>
            <MenuLabel>The best of {board.data.datasetTitle}</MenuLabel>
            {best.map(({ runId, runName, user, score }) => (
              <AddItem
                key={runId}
                name={runName}
                person={user.name}
                value={formatRank(taskOf(board.data.target).ranking(board.data.target).score, score)}
                onAdd={() => onAdd(runId)}
              />
            ))}
          </MenuGroup>
        )}
        <MenuGroup>
          <MenuLabel>The newest</MenuLabel>
          {others.map((run) => (
            <AddItem
              key={run.id}
              name={run.name}
              person={run.startedBy.name}
              value={runNumbers(run).value}
              onAdd={() => onAdd(run.id)}
            />
          ))}
          {newest.data !== undefined && others.length === 0 && (
            <p className="px-2 py-1.5 text-[0.8125rem] text-muted-foreground">There is no other run.</p>
          )}
        </MenuGroup>
      </MenuContent>
    </Menu>
  );
}

type AddItemProps = { name: string; person: string; value: string; onAdd: () => void };

function AddItem({ name, person, value, onAdd }: AddItemProps) {
  return (
    <MenuItem onClick={onAdd}>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-xs text-muted-foreground">{person}</span>
      </span>
      <span className="num">{value}</span>
    </MenuItem>
  );
}

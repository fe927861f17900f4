"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_lib/trpc.ts";
import { WindowPicture, type WindowColumn } from "./window-picture.tsx";

type SplitWindowProps = {
  cohortId: string;
  versionId: string;
  columns: readonly WindowColumn[];
  index: number;
  alt: string;
};

/** A window of the validation split as lines. */
export function SplitWindow({ cohortId, versionId, columns, index, alt }: SplitWindowProps) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.dataset.window.queryOptions({ cohortId, versionId, index }, { staleTime: Infinity }),
  );
  return <WindowPicture columns={columns} values={data ?? null} alt={alt} />;
}

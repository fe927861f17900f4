"use client";

import { useEffect, useRef, useState } from "react";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPCClient } from "#app/_lib/trpc.ts";
import type { EverythingAnswer } from "#models/vision/question.ts";
import { piecesOf, withoutDoubles } from "#models/vision/sam/everything.ts";
import { askAndWait } from "../ask-and-wait.ts";

export type EverythingMask = EverythingAnswer["masks"][number];

type State = {
  masks: readonly EverythingMask[];
  done: number;
  total: number;
  isRunning: boolean;
  failure: string | null;
  /** Since it was begun. */
  seconds: number;
};

const NONE: State = { masks: [], done: 0, total: 0, isRunning: false, failure: null, seconds: 0 };
/** While one piece is answered the next one waits at the server's door; more would be in other people's way. */
const AT_ONCE = 2;

/** Asks for all that stands out on a picture, a piece of its grid after the other; each is shown as it comes. */
export function useEverything(pictureId: string) {
  const client = useTRPCClient();
  const [state, setState] = useState(NONE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(grid: number): Promise<void> {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const total = piecesOf(grid);
    const startedAt = performance.now();
    let found: readonly EverythingMask[] = [];
    let done = 0;
    let next = 0;
    const tell = (more: Partial<State>) => {
      if (running.current !== mine) return;
      const seconds = (performance.now() - startedAt) / 1000;
      setState({ masks: found, done, total, isRunning: true, failure: null, seconds, ...more });
    };

    async function askPieces(): Promise<void> {
      while (next < total) {
        const piece = next;
        next += 1;
        const ask = { kind: "everything", grid, piece } as const;
        const answer = await askAndWait(client, { pictureId, ask }, mine.signal);
        if (answer.kind === "everything") found = withoutDoubles([...found, ...answer.masks]);
        done += 1;
        tell({});
      }
    }

    tell({});
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, askPieces));
      tell({ isRunning: false });
    } catch (error) {
      const isCancelled = mine.signal.aborted;
      mine.abort();
      tell({ isRunning: false, failure: isCancelled ? null : explainError(error).message });
    }
  }

  return { ...state, start, cancel: () => running.current?.abort() };
}

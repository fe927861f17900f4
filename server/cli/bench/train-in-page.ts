import { z } from "zod";
import type { ModelGraph } from "#models/graph/schema.ts";
import { designDetails } from "#server/contract/design.ts";
import { runDetails, type RunDetails } from "#server/contract/run.ts";
import { setTimeout as delay } from "node:timers/promises";
import type { Visitor } from "./browser.ts";
import { readFrame, type FrameNews } from "./frames.ts";

const START = "Start training";
const WAIT_LIMIT_MS = 60_000;
const POLL_MS = 100;

type Design = { name: string; presetId?: string; graph?: ModelGraph };

/** A new design, opened in the builder. */
export async function openDesign(visitor: Visitor, { name, presetId, graph }: Design): Promise<string> {
  const { cohortId, page } = visitor;
  const input = { cohortId, name, ...(presetId === undefined ? {} : { presetId }) };
  const design = designDetails.parse(await visitor.mutate("design.create", input));
  if (graph !== undefined) {
    await visitor.mutate("design.save", { designId: design.id, revision: design.revision, graph });
  }
  await page.goto(`/cohorts/${cohortId}/designs/${design.id}`);
  return design.id;
}

/** Clicks Train as a person does. @returns the run's id, and when the click was, by the page's clock. */
export async function clickTrain(
  visitor: Visitor,
  epochs: number,
): Promise<{ runId: string; clickedAt: number }> {
  const { page } = visitor;
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page
    .getByRole("textbox", { name: "Epochs" })
    .or(page.getByLabel("Epochs"))
    .first()
    .fill(String(epochs));
  await page.getByRole("button", { name: START }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  const runId = z.uuid().parse(new URL(page.url()).pathname.split("/").at(-1));
  const { clicks } = await visitor.seen();
  const click = clicks.findLast(({ label }) => label === START);
  if (click === undefined) throw new Error(`The page saw no click on "${START}"`);
  return { runId, clickedAt: click.at };
}

export type TimedNews = FrameNews & { at: number };

/** What the page's socket brought of a run so far. */
export async function newsOf(visitor: Visitor): Promise<TimedNews[]> {
  const { frames } = await visitor.seen();
  return frames.flatMap(({ at, text }) => {
    const news = readFrame(text);
    return news === null ? [] : [{ at, ...news }];
  });
}

/** Looks again and again until `find` finds something. */
export async function waitFor<T>(
  what: string,
  find: () => Promise<T | undefined>,
  { signal, limitMs = WAIT_LIMIT_MS }: { signal: AbortSignal; limitMs?: number },
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s for ${what} in vain`);
    await delay(POLL_MS, undefined, { signal });
  }
}

export async function readRun(visitor: Visitor, runId: string): Promise<RunDetails> {
  return runDetails.parse(await visitor.query("run.get", { runId }));
}

/** Cancels a run and waits until its worker is free again. */
export async function cancelRun(visitor: Visitor, runId: string, signal: AbortSignal): Promise<void> {
  await visitor.mutate("run.cancel", { runId });
  await waitFor("the run to end", async () => hasEnded(await readRun(visitor, runId)), { signal });
}

export function hasEnded({ state }: RunDetails): true | undefined {
  return state === "queued" || state === "running" ? undefined : true;
}

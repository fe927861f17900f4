import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { builderOf, expectSaved } from "../support/builder.ts";
import { startTraining } from "../support/cohort.ts";
import { epochRows, shownEpochRows } from "../support/epochs.ts";
import { processesOf } from "#server/cli/bench/home-processes.ts";
import { productHome, productUrl } from "../support/product.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const EPOCHS = 12;

async function postmasterPid(): Promise<number> {
  const text = await readFile(join(productHome(), "postgres/data/postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

/** The process that brings PostgreSQL back: while it is held, PostgreSQL stays away. */
async function supervisorPid(): Promise<number> {
  const { pid } = JSON.parse(await readFile(join(productHome(), "running.json"), "utf8")) as { pid: number };
  return pid;
}

async function ourProcesses(): Promise<number[]> {
  const all = await processesOf(productHome());
  return all.filter(({ command }) => /\bdist\/(?:main|worker)\.js\b/.test(command)).map(({ pid }) => pid);
}

const banner = (page: Page) => page.getByText("Your work is kept here");

test("PostgreSQL is killed while a run trains: pages say so, nothing is lost, everything goes on", async ({
  cohort,
  open,
}) => {
  const { learner, instructor, id: cohortId } = cohort;
  const design = await learner.api.design.create.mutate({ cohortId, name: "Typed", presetId: "tiny-cnn" });
  const { id } = await startTraining(instructor, cohortId, { epochs: EPOCHS, name: "Goes on" });
  const watching = await open(instructor, { path: `/cohorts/${cohortId}/runs/${id}` });
  const building = await open(learner, { path: `/cohorts/${cohortId}/designs/${design.id}` });
  const stranger = await open(null, { path: "/sign-in" });
  await expect(builderOf(building).saveState).toHaveText("Saved");
  await untilEpochs(instructor, id, 3);
  const before = await ourProcesses();
  expect(before).toHaveLength(2);

  const supervisor = await supervisorPid();
  process.kill(supervisor, "SIGSTOP");
  try {
    process.kill(await postmasterPid(), "SIGKILL");
    await expect(banner(watching)).toBeVisible();
    await expect(banner(building)).toBeVisible();
    const refused = await fetch(new URL("/api/trpc/cohort.list", productUrl()), {
      headers: { cookie: `${learner.cookie.name}=${learner.cookie.value}` },
    });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    await building.getByRole("textbox", { name: "Design name" }).fill("Typed meanwhile");
    await building.keyboard.press("Enter");
    await expect(builderOf(building).saveState).toHaveText("Not saved yet – will retry");
    await stranger.getByLabel("Email").fill(learner.email);
    await stranger.getByLabel("Password").fill(learner.password);
    await stranger.getByRole("button", { name: "Sign in" }).click();
    await expect(stranger.getByText("away for a moment. Try again in a few seconds.")).toBeVisible();
    await expect(banner(stranger)).toBeVisible();
  } finally {
    process.kill(supervisor, "SIGCONT");
  }

  for (const page of [watching, building, stranger]) await expect(banner(page)).toBeHidden();
  await expectSaved(building);
  expect(await learner.api.design.get.query({ designId: design.id })).toMatchObject({
    name: "Typed meanwhile",
    revision: design.revision + 1,
  });
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await expect(stranger).not.toHaveURL(/sign-in/);

  const finished = await untilState(instructor, id, ["finished"]);
  const rows = epochRows(finished);
  expect(rows.map(([epoch]) => Number(epoch))).toEqual(
    Array.from({ length: EPOCHS }, (_, index) => index + 1),
  );
  expect(finished.events.map((event) => event.seq)).toEqual(finished.events.map((_, index) => index + 1));
  await expect(watching.getByRole("status", { name: "Run" })).toHaveText("Finished");
  expect(await shownEpochRows(watching)).toEqual(rows);
  expect(await ourProcesses(), "no process has ended").toEqual(before);
});

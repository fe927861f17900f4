import type { Page } from "@playwright/test";
import { builderOf } from "./builder.ts";
import { expect, type Trained } from "./test.ts";

/** Who looks: pages for nobody, for learners, and for instructors alone. */
type Visitor = "nobody" | "learner" | "instructor";

/** A page of the product, and what is on it once it is whole. */
export type Stop = { name: string; path: string; as: Visitor; isReady: (page: Page) => Promise<void> };

const heading = (name: string) => async (page: Page) => {
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
};

const isLinked = (name: string) => async (page: Page) => {
  await expect(page.getByRole("main").getByRole("link", { name }).first()).toBeVisible();
};

/** Every page, with the data of the finished run. */
export function stopsOf({ cohort, run, exerciseId, submissionId }: Trained): Stop[] {
  const base = `/cohorts/${cohort.id}`;
  return [
    { name: "landing", path: "/", as: "nobody", isReady: isLinked("Make an account") },
    { name: "sign-in", path: "/sign-in", as: "nobody", isReady: heading("Sign in") },
    { name: "sign-up", path: "/sign-up", as: "nobody", isReady: heading("Make an account") },
    {
      name: "forgot-password",
      path: "/forgot-password",
      as: "nobody",
      isReady: heading("A new password"),
    },
    { name: "cohorts", path: "/", as: "learner", isReady: isLinked(cohort.name) },
    { name: "account", path: "/account", as: "learner", isReady: heading("Your account") },
    { name: "joining", path: `/join/${cohort.joinCode}`, as: "learner", isReady: heading("Join a cohort") },
    { name: "overview", path: base, as: "learner", isReady: isLinked("First try") },
    { name: "exercises", path: `${base}/exercises`, as: "instructor", isReady: heading("Exercises") },
    {
      name: "exercise",
      path: `${base}/exercises/${exerciseId}`,
      as: "learner",
      isReady: async (page) => expect(page.getByRole("list", { name: "Your submissions" })).toBeVisible(),
    },
    {
      name: "exercise form",
      path: `${base}/exercises/${exerciseId}/edit`,
      as: "instructor",
      isReady: async (page) => expect(page.getByLabel("Title")).toHaveValue("Read the confusion matrix"),
    },
    {
      name: "submission",
      path: `${base}/submissions/${submissionId}`,
      as: "instructor",
      isReady: async (page) => expect(page.getByText("Answered: 0.8")).toBeVisible(),
    },
    { name: "gradebook", path: `${base}/gradebook`, as: "instructor", isReady: heading("Gradebook") },
    { name: "vision", path: `${base}/vision`, as: "learner", isReady: heading("Vision lab") },
    { name: "models", path: `${base}/vision/models`, as: "instructor", isReady: heading("Models") },
    {
      name: "learning platform",
      path: `${base}/settings/platform`,
      as: "instructor",
      isReady: heading("Learning platform"),
    },
    { name: "designs", path: `${base}/designs`, as: "learner", isReady: isLinked("First try") },
    {
      name: "builder",
      path: `${base}/designs/${run.designId}`,
      as: "learner",
      isReady: async (page) => expect(builderOf(page).block("conv2d")).toBeVisible(),
    },
    { name: "runs", path: `${base}/runs`, as: "learner", isReady: isLinked("First try") },
    {
      name: "run",
      path: `${base}/runs/${run.id}`,
      as: "learner",
      isReady: async (page) => {
        await expect(page.getByRole("grid", { name: "Confusion matrix" })).toBeVisible();
        await expect(page.getByRole("list", { name: "Validation tiles" })).toBeVisible();
        await expect(page.getByRole("table", { name: "Epochs" })).toBeVisible();
      },
    },
    {
      name: "compare",
      path: `${base}/compare?runs=${run.id}`,
      as: "learner",
      isReady: async (page) =>
        expect(page.getByRole("list", { name: "Compared runs" })).toContainText("First try"),
    },
    { name: "datasets", path: `${base}/datasets`, as: "learner", isReady: isLinked(run.datasetTitle) },
    {
      name: "dataset",
      path: `${base}/datasets/${run.datasetId}`,
      as: "learner",
      isReady: async (page) =>
        expect(page.getByRole("list", { name: "Samples of Forest" }).getByRole("img").first()).toBeVisible(),
    },
    {
      name: "import",
      path: `${base}/datasets/import`,
      as: "instructor",
      isReady: async (page) => expect(page.getByText("Drop a zip, a folder, Parquet files")).toBeVisible(),
    },
    {
      name: "leaderboard",
      path: `${base}/leaderboard`,
      as: "learner",
      isReady: isLinked("Run First try of First Learner"),
    },
    {
      name: "members",
      path: `${base}/members`,
      as: "learner",
      isReady: async (page) =>
        expect(page.getByRole("list", { name: "Members" })).toContainText("First Learner"),
    },
    {
      name: "desk",
      path: `${base}/desk`,
      as: "instructor",
      isReady: async (page) =>
        expect(page.getByRole("table", { name: "Everybody" })).toContainText("First Learner"),
    },
    { name: "queue", path: `${base}/queue`, as: "instructor", isReady: heading("Queue") },
    { name: "settings", path: `${base}/settings`, as: "instructor", isReady: heading("Cohort settings") },
    {
      name: "workers",
      path: `${base}/workers`,
      as: "learner",
      isReady: async (page) => expect(page.getByRole("list", { name: "Workers" })).toContainText("Node "),
    },
    { name: "not found", path: "/no-such-page", as: "learner", isReady: isLinked("Back to the start") },
  ];
}

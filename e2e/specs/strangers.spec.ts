import { cookieHeader, signUpPerson, type Person } from "../support/person.ts";
import { productUrl } from "../support/product.ts";
import { expect, test } from "../support/test.ts";

async function statusOf(path: string, person: Person | null): Promise<number> {
  const headers = person === null ? {} : { cookie: cookieHeader(person.cookie) };
  const response = await fetch(new URL(path, productUrl()), { headers, redirect: "manual" });
  await response.arrayBuffer();
  return response.status;
}

test("a stranger finds nothing of a cohort: no page, no file, no tile", async ({ trained, open }) => {
  const { cohort, run } = trained;
  const stranger = await signUpPerson("Stranger");
  const design = run.designId ?? "";
  const base = `/cohorts/${cohort.id}`;
  const page = await open(stranger);
  for (const path of [
    "",
    "/designs",
    `/designs/${design}`,
    "/runs",
    `/runs/${run.id}`,
    "/leaderboard",
    "/members",
  ]) {
    await page.goto(`${base}${path}`);
    await expect(page.getByText("No such cohort, or you are not in it")).toBeVisible();
    await expect(page.getByText(cohort.name)).toBeHidden();
    await expect(page.getByText("First try")).toBeHidden();
  }
  const files = [
    "model.onnx",
    "model.keras",
    "tfjs.zip",
    "model.safetensors",
    "run.json",
    "result.json",
    "result.csv",
    "history.csv",
  ].map((file) => `/api/runs/${run.id}/${file}`);
  for (const path of [...files, `/api/tiles/${cohort.id}/${run.datasetVersionId}/validation/0.png`]) {
    expect(await statusOf(path, cohort.instructor), path).toBe(200);
    expect(await statusOf(path, stranger), path).toBe(404);
    expect(await statusOf(path, null), path).toBe(401);
  }
  await expect(stranger.api.run.get.query({ runId: run.id })).rejects.toMatchObject({
    data: { appCode: "NOT_FOUND" },
  });

  // Of one's own cohort, but with somebody else's run or design in the address.
  const own = await stranger.api.cohort.create.mutate({ name: "Elsewhere" });
  await page.goto(`/cohorts/${own.id}/runs/${run.id}`);
  await expect(page.getByText("There is no such run")).toBeVisible();
  await page.goto(`/cohorts/${own.id}/designs/${design}`);
  await expect(page.getByText("No such design, or it is not shared with you")).toBeVisible();
});

test("who is not signed in is sent to sign in, and back to the page they wanted", async ({
  trained,
  open,
}) => {
  const { cohort, run } = trained;
  const wanted = `/cohorts/${cohort.id}/runs/${run.id}`;
  const page = await open(null, { path: wanted });
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Email", { exact: true }).fill(cohort.learner.email);
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(cohort.learner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole("heading", { name: "First try" })).toBeVisible();
  await page.getByRole("button", { name: `Account of ${cohort.learner.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "Make an account" })).toBeVisible();
  await page.goto(wanted);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("a member who is removed loses the open page at once, does not come back, and leaves what they shared", async ({
  cohort,
  open,
}) => {
  const { learner, instructor, id, joinCode } = cohort;
  const mine = await learner.api.design.create.mutate({ cohortId: id, name: "Left behind" });
  await learner.api.design.save.mutate({ designId: mine.id, revision: mine.revision, isShared: true });
  const page = await open(learner, { path: `/cohorts/${id}/members` });
  await expect(page.getByRole("list", { name: "Members" }).getByText(learner.name)).toBeVisible();
  const teaching = await open(instructor, { path: `/cohorts/${id}/members` });
  await teaching.getByRole("button", { name: `What to do about ${learner.name}` }).click();
  await teaching.getByRole("menuitem", { name: "Remove from the cohort" }).click();
  await expect(teaching.getByRole("switch", { name: "Make a new join code" })).toBeChecked();
  await teaching.getByRole("button", { name: "Remove member" }).click();
  await expect(teaching.getByRole("list", { name: "Members" }).getByText(learner.name)).toBeHidden();
  await expect(teaching.getByText(`${learner.name} was removed. The join code is now`)).toBeVisible();
  await page.reload();
  await expect(page.getByText("No such cohort, or you are not in it")).toBeVisible();
  await expect(learner.api.cohort.join.mutate({ code: joinCode })).rejects.toMatchObject({
    data: { appCode: "NOT_FOUND" },
  });

  await teaching.goto(`/cohorts/${id}/designs`);
  const others = teaching.getByRole("list", { name: "Of everybody else" });
  await expect(others.getByText(`${learner.name}, no longer a member`)).toBeVisible();
  await others.getByRole("button", { name: "Actions for Left behind" }).click();
  await teaching.getByRole("menuitem", { name: "Take over" }).click();
  await teaching.getByRole("button", { name: "Take over" }).click();
  await expect(teaching.getByRole("list", { name: "Yours" }).getByText("Left behind")).toBeVisible();
  await expect(others).toBeHidden();
});

import { expect, test } from "../support/test.ts";

// A small course: an instructor asks, a learner hands in what was trained, checks judge it, a grade is in the table.
test("an exercise goes from a template to a graded submission, seen live by who teaches", async ({
  trained,
  open,
}) => {
  const { cohort, run } = trained;
  const { instructor, learner } = cohort;
  const base = `/cohorts/${cohort.id}/exercises`;
  const desk = await open(instructor, { path: base, timezoneId: "Europe/Berlin" });
  await desk.getByRole("button", { name: "New exercise" }).click();
  await desk.getByRole("button", { name: /^Beat 85 %/ }).click();
  await desk.getByLabel("Title").fill("First steps");
  await desk.getByLabel("Due", { exact: true }).fill("2099-03-29T23:59");
  // Two checks of the template are enough here: one that this run passes, one that it does not.
  await desk.getByRole("button", { name: /^Remove the check .*85/ }).click();
  await desk.getByRole("button", { name: "Add a check" }).click();
  await desk.getByRole("menuitem", { name: "Number of parameters" }).click();
  await desk.getByRole("tab", { name: "Preview" }).click();
  await expect(desk.getByText("does it learn by heart?")).toBeVisible();
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await desk.getByRole("button", { name: "Publish" }).click();
  await expect(desk.getByRole("button", { name: "Unpublish" })).toBeVisible();
  await expect(desk.getByRole("table")).toContainText(learner.name);
  const path = new URL(desk.url()).pathname;

  const page = await open(learner, { path: base, timezoneId: "America/New_York" });
  const row = page.getByRole("list", { name: "Exercises" }).getByRole("listitem");
  await expect(row).toContainText("Due Sun 29 Mar 2099, 17:59 (UTC-4)");
  await page.getByRole("link", { name: "First steps" }).click();
  await page.getByRole("button", { name: "Begin in the builder" }).click();
  await page.getByRole("button", { name: "Exercise", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "First steps" });
  await expect(dialog.getByText("10 submissions left", { exact: false })).toBeHidden();
  await expect(dialog.getByText("3 submissions left, 10 in all.", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Checks" })).toContainText("Judged once it is trained");
  await dialog.getByRole("link", { name: "The exercise's page" }).click();

  // The newest run is proposed.
  await expect(page.getByRole("combobox", { name: "Run to hand in" })).toHaveText(run.name);
  await page.getByRole("button", { name: "Hand in" }).click();
  const own = page.getByRole("list", { name: "Your submissions" });
  await expect(own.getByRole("link", { name: run.name })).toBeVisible();
  const checks = page.getByRole("list", { name: "Checks of submission 1" });
  await expect(checks.getByText("Found:", { exact: false })).toHaveCount(3);
  await expect(page.getByText("2 submissions left, 9 in all.")).toBeVisible();

  // Without a reload, and with the points that the learner sees.
  const points = await own
    .getByText(/^\d+(\.\d+)? of \d+$/)
    .first()
    .textContent();
  await expect(desk.getByRole("table").getByText(points ?? "", { exact: true })).toBeVisible();
  // A comment is a draft until it is released.
  await desk.getByRole("button", { name: `Grade ${learner.name}` }).click();
  await desk.getByLabel("Comment").fill("Look at your curves.");
  await desk.getByRole("button", { name: "Release" }).click();
  await expect(own.getByText("Look at your curves.")).toBeVisible();
  const table = await desk.request.get(`/api/cohorts/${cohort.id}/grades.csv`);
  expect(await table.text()).toMatch(new RegExp(`${learner.name},First steps,`));
  // What is handed in is nobody's to delete.
  await expect(learner.api.run.remove.mutate({ runId: run.id })).rejects.toMatchObject({
    data: { appCode: "CONFLICT" },
  });
  expect(new URL(page.url()).pathname).toBe(path);
});

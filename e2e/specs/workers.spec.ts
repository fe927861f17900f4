import { expect, test } from "../support/test.ts";

test("a learner sees what trains, what it computes on and how fast", async ({ open, cohort }) => {
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}` });
  await page.getByRole("link", { name: /workers? busy$/ }).click();
  await expect(page.getByRole("heading", { name: "Workers", level: 1 })).toBeVisible();
  const workers = page.getByRole("list", { name: "Workers" }).getByRole("listitem");
  const worker = workers.filter({ hasText: /Idle|Busy/ }).first();
  // It measures the CPU when nothing has been in work for a moment.
  await expect(worker).toContainText(/ONNX Runtime, (CPU|WebGPU|CUDA)|TensorFlow\.js/);
  await expect(worker).toContainText(/Images\/s[1-9]/);
  await expect(worker).toContainText(`Node ${process.versions.node}`);
  // One that another journey has killed is below, if at all.
  await expect(workers.first()).toContainText(/Idle|Busy/);
});

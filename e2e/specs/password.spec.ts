import { expect, test } from "../support/test.ts";

const NEW = "rivers and roads";
const NEWER = "meadows and hills";

test("a learner changes their password, which ends every other session", async ({ open, cohort }) => {
  const { learner } = cohort;
  const [here, there] = [await open(learner, { path: "/account" }), await open(null, { path: "/sign-in" })];
  await there.getByLabel("Email").fill(learner.email);
  await there.getByLabel("Password").fill(learner.password);
  await there.getByRole("button", { name: "Sign in" }).click();
  await expect(there.getByRole("heading", { name: "Your cohorts" })).toBeVisible();

  await here.getByLabel("Password now").fill("not the password");
  await here.getByLabel("New password").fill(NEW);
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText("This is not the password of this account.")).toBeVisible();
  await here.getByLabel("Password now").fill(learner.password);
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText("You are signed out everywhere else.")).toBeVisible();

  await there.goto("/account");
  await expect(there.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await here.goto("/account");
  await here.getByRole("button", { name: "Sign out everywhere" }).click();
  await here.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(here.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await here.getByLabel("Email").fill(learner.email);
  await here.getByLabel("Password").fill(NEW);
  await here.getByRole("button", { name: "Sign in" }).click();
  await expect(here.getByRole("heading", { name: "Your cohorts" })).toBeVisible();
});

test("a forgotten password is set by the link that an instructor makes, once", async ({ open, cohort }) => {
  const { learner, instructor } = cohort;
  const lost = await open(null, { path: "/sign-in" });
  await lost.getByRole("link", { name: "Forgot it?" }).click();
  await expect(lost.getByText("Ask an instructor of your class")).toBeVisible();

  const teaching = await open(instructor, { path: `/cohorts/${cohort.id}/members` });
  await teaching.getByRole("button", { name: `What to do about ${learner.name}` }).click();
  await teaching.getByRole("menuitem", { name: "Link to a new password" }).click();
  await teaching.getByRole("button", { name: "Make the link" }).click();
  const link = await teaching.getByTestId("password-link").innerText();

  await lost.goto(link);
  await lost.getByLabel("New password").fill("short");
  await lost.getByRole("button", { name: "Set the password" }).click();
  await expect(lost.getByText("Choose at least 10 characters.")).toBeVisible();
  await lost.getByLabel("New password").fill(NEWER);
  await lost.getByRole("button", { name: "Set the password" }).click();
  await expect(lost.getByText("Your new password is set")).toBeVisible();
  await lost.getByLabel("Email").fill(learner.email);
  await lost.getByLabel("Password").fill(NEWER);
  await lost.getByRole("button", { name: "Sign in" }).click();
  await lost.getByRole("button", { name: `Account of ${learner.name}` }).click();
  await lost.getByRole("menuitem", { name: "Your account" }).click();
  await expect(lost.getByText(`By ${instructor.name}`)).toBeVisible();

  const again = await open(null, { path: link });
  await again.getByLabel("New password").fill("rivers and hills");
  await again.getByRole("button", { name: "Set the password" }).click();
  await expect(again.getByText("This link was used already")).toBeVisible();
});

import { freshEmail, signUpPerson } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

test("sign-up says what a password lacks while it is typed, and lets a new person in", async ({ open }) => {
  const page = await open(null, { path: "/sign-up" });
  await page.getByLabel("Name", { exact: true }).fill("New Learner");
  await page.getByLabel("Email", { exact: true }).fill(freshEmail());
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("river");
  await expect(page.getByText("5 of at least 10 characters.")).toBeVisible();
  await password.fill("football2026");
  await expect(page.getByText(/Many people use this password/)).toBeVisible();
  await password.fill("rivers and roads");
  await expect(page.getByText("This password is fine.")).toBeVisible();
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Your cohorts" })).toBeVisible();
});

test("sign-up with a known address ends at sign-in, which says both that may be", async ({ open }) => {
  const { email } = await signUpPerson("Known Learner");
  const page = await open(null, { path: "/sign-up?next=%2Fjoin%2FX" });
  await page.getByLabel("Name", { exact: true }).fill("Known Learner");
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill("another long password");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /If this address is new here/ })).toBeVisible();
  await expect(page).toHaveURL(/next=%2Fjoin%2FX/);
});

test("who guesses too often is told when to come back", async ({ open }) => {
  const page = await open(null, { path: "/sign-in" });
  await page.getByLabel("Email", { exact: true }).fill(freshEmail());
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  const alert = page.getByRole("alert").filter({ hasText: /\w/ });
  for (let tries = 0; tries < 5; tries += 1) {
    const answered = page.waitForResponse(/sign-in\/email/);
    await page.getByRole("button", { name: "Sign in" }).click();
    expect((await answered).status()).toBe(401);
    await expect(alert).toHaveText(/do not belong together/);
  }
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(alert).toHaveText(/Too many wrong passwords.* Try again in \d+ seconds, at \d/);
});

test("a menu whose code comes between the press and the release of the mouse opens all the same", async ({
  open,
}) => {
  const page = await open(null, { path: "/sign-in" });
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_next/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Theme" }).hover();
  await page.mouse.down();
  release();
  const dark = page.getByRole("menuitem", { name: "Dark" });
  await expect(dark).toBeVisible();
  await page.mouse.up();
  await dark.click();
  await expect(page.locator("html")).toHaveClass("dark");
});

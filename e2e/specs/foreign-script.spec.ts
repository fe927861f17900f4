import type { Page } from "@playwright/test";
import { productUrl } from "../support/product.ts";
import { expect, test } from "../support/test.ts";

/** In the page's HTML, as a fault in what writes it would leave them there. */
const FOREIGN = `
  <script>window.foreign = ["inline"]</script>
  <script nonce="">window.foreign = ["empty nonce"]</script>
  <script nonce="guessed-by-an-attacker">window.foreign = ["guessed nonce"]</script>
  <script src="data:text/javascript,window.foreign=['data']"></script>
  <script src="http://evil.example/foreign.js"></script>
  <img src="data:," onerror="window.foreign = ['handler']" />
  <iframe srcdoc="<script>parent.foreign = ['frame']</script>"></iframe>
  <base href="http://evil.example/" />`;

const ran = (page: Page) => page.evaluate(() => (window as { foreign?: string[] }).foreign ?? null);

test("a script that got into a page does not run, and the page's own do", async ({ browser }) => {
  // Not by the fixture: what the browser refuses here is meant to be refused.
  const context = await browser.newContext({ baseURL: productUrl() });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  await page.route("**/sign-in", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace("<body>", `<body>${FOREIGN}`) });
  });
  await page.goto("/sign-in");
  // The form's own check answers, so the page's scripts run in spite of what stands beside them.
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your email address").first()).toBeVisible();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="foreign = ['later']">`);
    const link = document.createElement("a");
    link.href = "javascript:window.foreign=['link']";
    document.body.append(link);
    link.click();
  });
  await expect.poll(() => refused.length).toBeGreaterThanOrEqual(8);
  expect(await ran(page)).toBeNull();
  await context.close();
});

test("every answer has a nonce of its own, also from what the server keeps", async ({ trained, request }) => {
  const nonces = new Set<string>();
  for (let asked = 0; asked < 3; asked += 1) {
    const response = await request.get(new URL(`/cohorts/${trained.cohort.id}`, productUrl()).href);
    const policy = response.headers()["content-security-policy"] ?? "";
    const nonce = /script-src 'self' 'nonce-([^']+)';/.exec(policy)?.[1] ?? "";
    const scripts = (await response.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test("a change of theme takes nothing that the browser refuses, and is there before the page is drawn", async ({
  open,
}) => {
  const page = await open(null, { path: "/sign-in", colorScheme: "light" });
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass("dark");
  // Nothing but the theme's own script in the page is left to do it.
  await page.route("**/_next/**/*.js", (route) => route.abort());
  await page.reload();
  await expect(page.locator("html")).toHaveClass("dark");
});

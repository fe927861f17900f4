import { expect, type Page } from "@playwright/test";
import { createTestPlatform, type TestPlatform } from "#server/lti/testing/test-platform.ts";
import { productUrl } from "./product.ts";

/** A learning platform of this journey's own, on another site than the product. */
export async function startPlatform(): Promise<TestPlatform> {
  const platform = await createTestPlatform();
  platform.reach(productUrl());
  return platform;
}

/** Fills in the form as an instructor does. @returns where the platform sends browsers to. */
export async function registerPlatform(
  desk: Page,
  cohortId: string,
  { registration }: TestPlatform,
): Promise<string> {
  const { name, issuer, clientId, deployments, authUrl, tokenUrl, jwksUrl } = registration;
  await desk.goto(`/cohorts/${cohortId}/settings/platform`);
  await desk.getByRole("button", { name: "Register a platform" }).click();
  const form = desk.getByRole("dialog", { name: "Register a platform" });
  const texts = {
    Name: name,
    Issuer: issuer,
    "Client ID": clientId,
    "Deployment ID": deployments.join(", "),
    "Authentication request URL": authUrl,
    "Access token URL": tokenUrl,
    "Public keyset URL": jwksUrl,
  };
  for (const [label, text] of Object.entries(texts)) await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole("button", { name: "Register", exact: true }).click();
  const address = desk.getByRole("region", { name }).getByText("/api/lti/login/");
  await expect(address).toBeVisible();
  return address.innerText();
}

type Link = { asked: URLSearchParams; loginUrl: string };

/** From the course's page over there, by a form of that site. */
export async function openTool(page: Page, platform: TestPlatform, { asked, loginUrl }: Link): Promise<void> {
  await page.goto(platform.coursePage(asked, loginUrl));
  await page.getByRole("button", { name: "Open the tool" }).click();
}

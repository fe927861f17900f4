import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { cohortSummary } from "#server/contract/cohort.ts";
import { findChromium } from "../check/chromium.ts";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";

const ACCOUNT = { email: DEMO_INSTRUCTOR.email, password: DEMO_PASSWORD };

/** What the page has seen, by its own clock: clicks on a button, and frames that came over its socket. */
type Seen = { clicks: { at: number; label: string }[]; frames: { at: number; text: string }[] };

export type Visitor = {
  page: Page;
  cohortId: string;
  query: (path: string, input: object) => Promise<unknown>;
  mutate: (path: string, input: object) => Promise<unknown>;
  seen: () => Promise<Seen>;
  close: () => Promise<void>;
};

type WatchedWindow = Window & typeof globalThis & { strataSeen?: Seen };

/** A signed-in person in a real Chromium. */
export async function openBrowser(url: string): Promise<Visitor> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
    await context.addInitScript(watchPage);
    const page = await context.newPage();
    const headers = { origin: url };
    const answer = await page.request.post("/api/auth/sign-in/email", { data: ACCOUNT, headers });
    if (!answer.ok()) throw new Error(`The demo instructor could not sign in: ${await answer.text()}`);

    async function query(path: string, input: object): Promise<unknown> {
      const params = { input: JSON.stringify(input) };
      return unwrap(path, await page.request.get(`/api/trpc/${path}`, { params, headers }));
    }
    async function mutate(path: string, input: object): Promise<unknown> {
      return unwrap(path, await page.request.post(`/api/trpc/${path}`, { data: input, headers }));
    }

    const cohorts = z.array(cohortSummary).parse(await query("cohort.list", {}));
    const cohortId = cohorts[0]?.id;
    if (cohortId === undefined) throw new Error("The demo instructor has no cohort");
    return {
      page,
      cohortId,
      query,
      mutate,
      seen: async () =>
        (await page.evaluate(() => (window as WatchedWindow).strataSeen)) ?? { clicks: [], frames: [] },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** @throws where this machine has none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error("This part needs a Chromium: apt-get install chromium, or set CHROMIUM_PATH");
  }
  const playwright = await import("@playwright/test").catch((cause: unknown) => {
    throw new Error("This part needs Playwright, which `npm install --include=dev` brings", { cause });
  });
  return playwright.chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-quic"] });
}

type Answer = { ok: () => boolean; text: () => Promise<string>; json: () => Promise<unknown> };

async function unwrap(path: string, answer: Answer): Promise<unknown> {
  if (!answer.ok()) throw new Error(`${path} was refused: ${(await answer.text()).slice(0, 500)}`);
  return z.object({ result: z.object({ data: z.unknown().optional() }) }).parse(await answer.json()).result
    .data;
}

/** Runs in the page before its own code does. */
function watchPage(): void {
  const seen: Seen = { clicks: [], frames: [] };
  (window as WatchedWindow).strataSeen = seen;
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener("message", ({ data }) => {
        if (typeof data === "string") seen.frames.push({ at: Date.now(), text: data });
      });
    }
  };
  document.addEventListener(
    "click",
    ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      seen.clicks.push({ at: Date.now(), label: button?.textContent?.trim() ?? "" });
    },
    { capture: true },
  );
}

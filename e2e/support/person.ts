import { expect } from "@playwright/test";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";
import { productUrl } from "./product.ts";

type Api = TRPCClient<AppRouter>;

/** Somebody with an account, whose browser can be opened and in whose name the API can be asked. */
export type Person = {
  id: string;
  name: string;
  email: string;
  password: string;
  /** The session, as a browser and as a program carry it. */
  cookie: { name: string; value: string };
  api: Api;
};

const PASSWORD = "a-long-enough-password";
let made = 0;

/** An address that no other journey and no other run of them uses. */
export function freshEmail(): string {
  made += 1;
  return `journey-${Date.now().toString(36)}-${process.pid}-${made}@strata.test`;
}

/** Makes an account as the sign-up page does, without the page. */
export async function signUpPerson(name: string): Promise<Person> {
  const email = freshEmail();
  await post("sign-up/email", { name, email, password: PASSWORD });
  const response = await post("sign-in/email", { email, password: PASSWORD });
  const { user } = (await response.json()) as { user: { id: string } };
  const cookie = sessionCookie(response.headers.getSetCookie());
  return { id: user.id, name, email, password: PASSWORD, cookie, api: apiOf(cookie) };
}

async function post(path: string, body: object): Promise<Response> {
  let response: Response | undefined;
  // A busy machine may say that one should come back.
  await expect(async () => {
    response = await fetch(new URL(`/api/auth/${path}`, productUrl()), {
      method: "POST",
      headers: { "content-type": "application/json", origin: productUrl() },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  }).toPass();
  if (response === undefined) throw new Error(`${path} was not answered`);
  return response;
}

function sessionCookie(set: readonly string[]): Person["cookie"] {
  const pair = set.find((line) => line.includes("session_token="))?.split(";")[0];
  if (pair === undefined) throw new Error("Sign-in set no session cookie");
  const at = pair.indexOf("=");
  return { name: pair.slice(0, at), value: pair.slice(at + 1) };
}

export function cookieHeader({ name, value }: Person["cookie"]): string {
  return `${name}=${value}`;
}

function apiOf(cookie: Person["cookie"]): Api {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${productUrl()}/api/trpc`, headers: { cookie: cookieHeader(cookie) } })],
  });
}

import { createHmac, randomBytes } from "node:crypto";
import type { HookContext } from "../hook-context.ts";

const DAY_SECONDS = 24 * 60 * 60;
const MAX_AGE_SECONDS = 400 * DAY_SECONDS;
/** Of a computer that a class shares, the latest. */
const MAX_ACCOUNTS = 8;

/** A browser, and the accounts that were signed in to from it. It says so itself, in a cookie that we signed. */
export type Device = { id: string; accounts: readonly string[] };

/** Stands for an address in keys and cookies: neither shows it. */
export function accountKey(context: HookContext, email: string): string {
  const hash = createHmac("sha256", context.context.secret).update(`account ${email.toLowerCase()}`);
  return hash.digest("base64url").slice(0, 22);
}

const cookieOf = ({ context }: HookContext) =>
  context.createAuthCookie("device", { maxAge: MAX_AGE_SECONDS });

export async function readDevice(context: HookContext): Promise<Device> {
  const value = await context.getSignedCookie(cookieOf(context).name, context.context.secret);
  const [id, ...accounts] = typeof value === "string" ? value.split("~") : [];
  return id === undefined ? { id: randomBytes(12).toString("base64url"), accounts: [] } : { id, accounts };
}

/** The proof that somebody on this browser knew the account's password. */
export async function writeDevice(context: HookContext, device: Device, account: string): Promise<void> {
  const others = device.accounts.filter((each) => each !== account);
  const value = [device.id, account, ...others.slice(0, MAX_ACCOUNTS - 1)].join("~");
  const { name, attributes } = cookieOf(context);
  await context.setSignedCookie(name, value, context.context.secret, attributes);
}

import { z } from "zod";

/** For how long a link holds that an instructor has made, and one that came by mail. */
export const PASSWORD_LINK_HOURS = 24;
export const MAILED_LINK_HOURS = 1;

/** The token stands behind the `#`, which browsers send to nobody: no log and no other site has it. */
export function passwordLinkUrl(origin: string, token: string): string {
  return `${new URL("/reset-password", origin).href}#${token}`;
}

const passwordLink = z.object({
  /** The secret itself, told once. */
  token: z.string(),
  expiresAt: z.iso.datetime(),
});
export type PasswordLink = z.infer<typeof passwordLink>;

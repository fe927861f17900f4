import { passwordLinkUrl } from "#server/contract/password-link.ts";

type ResetLetter = { siteUrl: string; token: string; to: string; name: string };

/** What somebody gets who says that they have forgotten their password. */
export function resetLetter({ siteUrl, token, to, name }: ResetLetter) {
  return {
    to,
    subject: "A new password for Strata",
    text: `Hello ${name},

with this link you set a new password. It can be used once, within an hour:

${passwordLinkUrl(siteUrl, token)}

If you did not ask for it, do nothing: your password stays as it is.

Strata, ${siteUrl}
`,
  };
}

import type { Database } from "#db/client.ts";
import { DEMO_EMAILS } from "#db/demo-accounts.ts";
import { errorForLog } from "#server/platform/error-for-log.ts";
import type { Mailer } from "#server/mail/mailer.ts";
import { resetLetter } from "#server/mail/reset-letter.ts";
import { isNoAddress } from "#server/contract/account-address.ts";
import { isDisabled } from "./refuse-disabled.ts";

type SendLinkOptions = { db: Database; mailer: Mailer; siteUrl: string };
type Asked = { user: { id: string; email: string; name: string }; token: string };

/** The answer does not wait for the letter: it would tell by its time that the address is known. */
export function createSendLink({ db, mailer, siteUrl }: SendLinkOptions) {
  async function send({ user, token }: Asked): Promise<void> {
    if (DEMO_EMAILS.includes(user.email) || isNoAddress(user.email)) return;
    if (await isDisabled(db, user.id)) return;
    await mailer(resetLetter({ siteUrl, token, to: user.email, name: user.name }));
  }

  return async (asked: Asked): Promise<void> => {
    void send(asked).catch((error: unknown) => {
      const line = {
        level: "error",
        name: "mail",
        msg: "a letter could not be sent",
        details: errorForLog(error),
      };
      process.stderr.write(`${JSON.stringify(line)}\n`);
    });
  };
}

import { createTransport } from "nodemailer";
import type { Environment } from "#server/platform/env.ts";

type Letter = { to: string; subject: string; text: string };

/** Settles when the mail server has taken the letter. */
export type Mailer = (letter: Letter) => Promise<void>;

type MailEnvironment = Pick<Environment, "SMTP_URL" | "MAIL_FROM">;

/** A mail server that does not answer must not keep a web process from ending. */
const PATIENCE_MS = 20_000;

/** null where no mail server is named. */
export function createMailer({ SMTP_URL, MAIL_FROM }: MailEnvironment, siteUrl: string): Mailer | null {
  if (SMTP_URL === undefined) return null;
  const from = MAIL_FROM ?? `Strata <strata@${new URL(siteUrl).hostname}>`;
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  return async (letter) => {
    await transport.sendMail({ from, ...letter });
  };
}

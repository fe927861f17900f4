import type { LaunchView } from "#server/contract/lti.ts";

const addressOf = (ticketId: string) => `/api/lti/enter/${encodeURIComponent(ticketId)}`;

/** Where the launch goes on once nothing is to be decided any more. */
export const enterAddress = addressOf;
export const choiceAddress = (ticketId: string) => `${addressOf(ticketId)}/choice`;

export async function readLaunch(ticketId: string): Promise<LaunchView> {
  return (await answerOf(await fetch(`${addressOf(ticketId)}/view`))) as LaunchView;
}

export async function takeAccount(ticketId: string, account: "new" | "mine"): Promise<void> {
  const body = new URLSearchParams({ account });
  await answerOf(await fetch(`${addressOf(ticketId)}/account`, { method: "POST", body }));
}

async function answerOf(response: Response): Promise<unknown> {
  // Who is not let in is sent to the page that says why.
  if (response.redirected) {
    window.location.assign(response.url);
    return new Promise(() => undefined);
  }
  const body = (await response.json()) as { error?: { message?: string } };
  if (response.ok) return body;
  throw new Error(body.error?.message ?? "The server could not answer. Try again in a moment.");
}

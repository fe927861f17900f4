import type { BlockList } from "node:net";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import { stateCookieOf, type LoginStates } from "#server/lti/login-state.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { acceptLaunch, TICKET_SECONDS } from "#server/services/lti/accept-launch.ts";
import { LTI_PATH } from "#server/services/lti/addresses.ts";
import { addCookie, dropOldCookies, readCookie } from "../cookies.ts";
import type { Exchange, Route } from "../exchange.ts";
import { TICKET_COOKIES, ticketCookieOf } from "../lti/ticket-cookie.ts";
import { readForm } from "../lti/read-form.ts";
import { redirect, refusingByPage } from "../lti/refuse.ts";

/** A token with all that a platform says of a course and a person. */
const MAX_BODY_BYTES = 128 * 1024;

type Options = { states: LoginStates; proxies: BlockList | null };

/** The one address to which platforms send browsers with what they say of them: LTI 1.3 core, 5.1.1.3. */
export function ltiLaunchRoute(
  deps: Pick<ServiceDeps, "db" | "lti" | "logger" | "siteUrl">,
  { states, proxies }: Options,
): Route {
  const isHttps = deps.siteUrl.startsWith("https:");

  async function handle(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const form = await readForm(exchange, MAX_BODY_BYTES);
    const [sent, token, problem] = [form.get("state"), form.get("id_token"), form.get("error")];
    const name = stateCookieOf(sent ?? "");
    const sealed = readCookie(request, name, isHttps);
    const state = sent === null || sealed === null ? null : await states.open(sealed, sent);
    if (state === null) throw new LaunchRefused("STATE", "this browser has begun no such login");
    addCookie(response, [name, ""], { seconds: 0, isHttps, isForOtherSites: true });
    if (token === null) {
      const message = `no token came: ${(problem ?? "").slice(0, 100)}`;
      throw new LaunchRefused("CLAIMS", message, { hasToken: false });
    }
    const { ticketId, secret } = await acceptLaunch(deps, { state, token });
    dropOldCookies(exchange, TICKET_COOKIES, { isHttps });
    // Lax: it comes along from here on, as the session's own does.
    addCookie(response, [ticketCookieOf(ticketId), secret], { seconds: TICKET_SECONDS, isHttps });
    redirect(exchange, `${LTI_PATH}enter/${ticketId}`);
  }

  return {
    name: "lti-launch",
    path: `${LTI_PATH}launch`,
    methods: ["POST"],
    maxBodyBytes: MAX_BODY_BYTES,
    isForOtherSites: true,
    handle: refusingByPage({ ...deps, proxies, isCounted: true }, handle),
  };
}

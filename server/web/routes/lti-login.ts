import type { BlockList } from "node:net";
import { z } from "zod";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import { STATE_COOKIES, STATE_SECONDS, stateCookieOf, type LoginStates } from "#server/lti/login-state.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { findPlatform, type PlatformRow } from "#server/services/lti/accept-launch.ts";
import { LTI_PATH, ltiAddresses } from "#server/services/lti/addresses.ts";
import { addCookie, dropOldCookies } from "../cookies.ts";
import type { Exchange, Route } from "../exchange.ts";
import { readForm } from "../lti/read-form.ts";
import { redirect, refusingByPage } from "../lti/refuse.ts";
import { escapeHtml, sendSmallPage } from "../lti/small-page.ts";

const PATH = `${LTI_PATH}login/`;
const MAX_BODY_BYTES = 16 * 1024;
/** As browsers say where what they ask for goes: Fetch Metadata. */
const FRAMES = new Set(["iframe", "frame", "embed", "object", "fencedframe"]);

const login = z.object({
  iss: z.string().max(2_000),
  login_hint: z.string().max(4_000),
  target_link_uri: z.url({ protocol: /^https?$/ }).max(2_000),
  lti_message_hint: z.string().max(4_000).optional(),
  client_id: z.string().max(255).optional(),
  lti_deployment_id: z.string().max(255).optional(),
});
type Login = z.infer<typeof login>;

type Options = { states: LoginStates; proxies: BlockList | null };

/** A platform sends a browser here first, and we send it back to be told who it is. OpenID Connect Core 1.0, 4. */
export function ltiLoginRoute(
  { db, logger, siteUrl }: Pick<ServiceDeps, "db" | "logger" | "siteUrl">,
  { states, proxies }: Options,
): Route {
  const isHttps = siteUrl.startsWith("https:");

  async function handle(exchange: Exchange): Promise<void> {
    const { request, response, url } = exchange;
    const platformId = z.uuid().safeParse(url.pathname.slice(PATH.length)).data;
    if (platformId === undefined) throw new LaunchRefused("PLATFORM", "the address names no platform");
    const form = await readForm(exchange, MAX_BODY_BYTES);
    const parsed = login.safeParse(Object.fromEntries(form));
    if (!parsed.success) throw new LaunchRefused("CLAIMS", parsed.error.message);
    const platform = await findPlatform(db, platformId);
    requireOwn(platform, parsed.data, siteUrl);
    const { "sec-fetch-dest": place = "document" } = request.headers;
    if (FRAMES.has(place)) {
      sendNewWindow(exchange, `${url.pathname}?${form.toString()}`);
      return;
    }
    // A picture or a script of another page begins nothing: it would lay down one cookie after the other.
    if (place !== "document") throw new LaunchRefused("STATE", `it is no page that asks: ${place}`);
    dropOldCookies(exchange, STATE_COOKIES, { isHttps, isForOtherSites: true });
    const state = states.begin(platformId, parsed.data.target_link_uri);
    const cookie = [stateCookieOf(state.state), await states.seal(state)] as const;
    addCookie(response, cookie, { seconds: STATE_SECONDS, isHttps, isForOtherSites: true });
    redirect(exchange, authenticationUrl(platform, parsed.data, { ...state, siteUrl }));
  }

  return {
    name: "lti-login",
    path: PATH,
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_BODY_BYTES,
    isForOtherSites: true,
    handle: refusingByPage({ db, logger, proxies }, handle),
  };
}

function requireOwn({ issuer, clientId, deployments }: PlatformRow, asked: Login, siteUrl: string): void {
  if (asked.iss !== issuer) throw new LaunchRefused("ISSUER", `the issuer is another one: ${asked.iss}`);
  if (asked.client_id !== undefined && asked.client_id !== clientId) {
    throw new LaunchRefused("AUDIENCE", "the login is for another client");
  }
  if (asked.lti_deployment_id !== undefined && !deployments.includes(asked.lti_deployment_id)) {
    throw new LaunchRefused("DEPLOYMENT", `the deployment is not registered: ${asked.lti_deployment_id}`);
  }
  if (new URL(asked.target_link_uri).origin !== new URL(siteUrl).origin) {
    throw new LaunchRefused("TARGET", "the target lies on another site");
  }
}

type Begun = { state: string; nonce: string; siteUrl: string };

function authenticationUrl(
  { authUrl, clientId }: PlatformRow,
  { login_hint, lti_message_hint }: Login,
  { state, nonce, siteUrl }: Begun,
): string {
  const url = new URL(authUrl);
  const asked = {
    scope: "openid",
    response_type: "id_token",
    response_mode: "form_post",
    prompt: "none",
    client_id: clientId,
    redirect_uri: ltiAddresses(siteUrl).redirectUrl,
    login_hint,
    state,
    nonce,
    ...(lti_message_hint === undefined ? {} : { lti_message_hint }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/** In a frame of another site browsers keep our cookies back, and the site lets itself be framed by nobody. */
function sendNewWindow({ response }: Exchange, address: string): void {
  sendSmallPage(response, {
    title: "Strata opens in a window of its own",
    body: `<p><a href="${escapeHtml(address)}" target="_blank" rel="noopener">Open Strata</a></p>`,
    isFramed: true,
  });
}

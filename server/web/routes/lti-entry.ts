import type { BlockList } from "node:net";
import { fromNodeHeaders } from "better-auth/node";
import { z } from "zod";
import type { Auth } from "#server/auth/auth.ts";
import { noteClientAddress } from "#server/auth/client-address.ts";
import { LaunchRefused } from "#server/lti/launch-refused.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Actor, ServiceDeps } from "#server/services/context.ts";
import { findTicket, type FoundTicket } from "#server/services/lti/accept-launch.ts";
import { LTI_PATH } from "#server/services/lti/addresses.ts";
import {
  connectAccount,
  destinationOf,
  dropTicket,
  makeAccount,
  standingOf,
} from "#server/services/lti/enter.ts";
import { answerDeepLinking, viewTicket } from "#server/services/lti/view-ticket.ts";
import { addCookie, readCookie } from "../cookies.ts";
import type { Exchange, Route } from "../exchange.ts";
import { readForm } from "../lti/read-form.ts";
import { redirect, refusingByPage } from "../lti/refuse.ts";
import { escapeHtml, sendSmallPage } from "../lti/small-page.ts";
import { ticketCookieOf } from "../lti/ticket-cookie.ts";
import type { Identify } from "../require-actor.ts";
import { sendJson } from "../send.ts";

const MAX_BODY_BYTES = 16 * 1024;
const PATH = /^\/api\/lti\/enter\/([^/]+)(?:\/(view|account|choice))?$/;
const choice = z.array(z.uuid()).max(100);

type Options = { auth: Auth; identify: Identify; proxies: BlockList | null };
type At = Exchange & { found: FoundTicket; signedIn: Actor | null };

/** From a launch that was checked to the page that it is for, by way of whatever has to be decided before. */
export function ltiEntryRoute(deps: ServiceDeps, { auth, identify, proxies }: Options): Route {
  const { db, siteUrl } = deps;
  const isHttps = siteUrl.startsWith("https:");

  async function signIn({ request, response }: Exchange, userId: string): Promise<void> {
    noteClientAddress(request, proxies);
    const { headers } = await auth.api.enterByLaunch({
      body: { userId },
      headers: fromNodeHeaders(request.headers),
      returnHeaders: true,
    });
    for (const cookie of headers.getSetCookie()) response.appendHeader("Set-Cookie", cookie);
  }

  async function enter(at: At): Promise<void> {
    const { found, signedIn, response } = at;
    const standing = await standingOf(db, found, signedIn?.id ?? null);
    if (standing.kind !== "known") {
      redirect(at, `/lti/${found.ticketId}`);
      return;
    }
    const destination = await destinationOf(db, found, standing.userId);
    if (!standing.isSignedIn) {
      // Another site can send a browser here: nobody's account is exchanged for another unasked.
      if (signedIn !== null) {
        redirect(at, `/lti/${found.ticketId}`);
        return;
      }
      await signIn(at, standing.userId);
    }
    if (destination !== null) {
      await dropTicket(db, found);
      addCookie(response, [ticketCookieOf(found.ticketId), ""], { seconds: 0, isHttps });
    }
    redirect(at, destination ?? `/lti/${found.ticketId}`);
  }

  /** Goes on with a new account, or with the one that is signed in. */
  async function takeAccount(at: At): Promise<void> {
    const { found, signedIn, response } = at;
    const which = (await readForm(at, MAX_BODY_BYTES)).get("account");
    if (which === "new") await signIn(at, await makeAccount(deps, found));
    else if (which === "mine" && signedIn !== null) await connectAccount(deps, found, signedIn.id);
    else throw new AppError("INVALID_INPUT", "Say which account it is to be: new or mine.");
    sendJson(response, 200, {});
  }

  async function choose(at: At): Promise<void> {
    const { found, signedIn, response } = at;
    const standing = await standingOf(db, found, signedIn?.id ?? null);
    if (standing.kind !== "known" || !standing.isSignedIn)
      throw new AppError("UNAUTHORIZED", "Sign in first.");
    await destinationOf(db, found, standing.userId);
    const ids = choice.safeParse((await readForm(at, MAX_BODY_BYTES)).getAll("exercise"));
    if (!ids.success) throw new AppError("INVALID_INPUT", "These are no exercises.");
    const { returnUrl, jwt } = await answerDeepLinking(deps, found, ids.data);
    await dropTicket(db, found);
    addCookie(response, [ticketCookieOf(found.ticketId), ""], { seconds: 0, isHttps });
    sendSmallPage(response, {
      title: `Back to ${found.platform.name}`,
      body: [
        `<form method="post" action="${escapeHtml(returnUrl)}">`,
        `<input type="hidden" name="JWT" value="${escapeHtml(jwt)}">`,
        '<button type="submit">Go on</button></form>',
      ].join(""),
      script: "document.forms[0].submit()",
      sendsAway: true,
    });
  }

  async function handle(exchange: Exchange): Promise<void> {
    const { request, response, url } = exchange;
    const [, id, what = "enter"] = PATH.exec(url.pathname) ?? [];
    const ticketId = z.uuid().safeParse(id).data;
    const secret = ticketId === undefined ? null : readCookie(request, ticketCookieOf(ticketId), isHttps);
    const found = ticketId === undefined || secret === null ? null : await findTicket(db, ticketId, secret);
    const isPage = what === "enter" || what === "choice";
    if (found === null) {
      if (isPage) throw new LaunchRefused("REPLAYED", "there is no such ticket for this browser");
      throw new AppError("NOT_FOUND", "This way in was used, or is too old. Open it from your course again.");
    }
    const signedIn = (await identify(request.headers))?.actor ?? null;
    const at = { ...exchange, found, signedIn };
    const isPost = request.method === "POST";
    if (isPost !== (what === "account" || what === "choice")) {
      throw new AppError("INVALID_INPUT", "This address is asked in another way.");
    }
    if (what === "view") sendJson(response, 200, await viewTicket(deps, found, signedIn));
    else if (what === "account") await takeAccount(at);
    else if (what === "choice") await choose(at);
    else await enter(at);
  }

  return {
    name: "lti-entry",
    path: `${LTI_PATH}enter/`,
    methods: ["GET", "POST"],
    maxBodyBytes: MAX_BODY_BYTES,
    handle: refusingByPage({ ...deps, proxies }, handle),
  };
}

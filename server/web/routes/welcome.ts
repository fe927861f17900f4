import type { Welcome } from "#server/contract/welcome.ts";
import { WELCOME_PATH } from "#server/contract/welcome-paths.ts";
import type { Route } from "../exchange.ts";
import { sendJson } from "../send.ts";

/** What the pages for people who are not signed in depend on. */
export function welcomeRoute(welcome: Welcome): Route {
  return {
    name: "welcome",
    path: WELCOME_PATH,
    methods: ["GET"],
    maxBodyBytes: 0,
    handle: async ({ response }) => sendJson(response, 200, welcome),
  };
}

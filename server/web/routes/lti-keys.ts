import type { ServiceDeps } from "#server/services/context.ts";
import { LTI_PATH } from "#server/services/lti/addresses.ts";
import type { Route } from "../exchange.ts";
import { sendJson } from "../send.ts";

/** What learning platforms check our signatures with. */
export function ltiKeysRoute({ lti }: Pick<ServiceDeps, "lti">): Route {
  return {
    name: "lti-keys",
    path: `${LTI_PATH}keys`,
    methods: ["GET", "HEAD"],
    maxBodyBytes: 0,
    handle: async ({ response }) => sendJson(response, 200, await lti.publicKeys()),
  };
}

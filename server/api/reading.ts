import type { Session } from "#server/contract/session.ts";
import type { ApiContext } from "./context.ts";
import type { AppRouter } from "./root.ts";

/** For whom a page is rendered, and the API as that person may ask it. */
export type Reading = { session: Session; router: AppRouter; ctx: ApiContext } | { session: null };

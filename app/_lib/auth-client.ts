import { createAuthClient } from "better-auth/react";
import { databaseState } from "./database-state.ts";
import { sessionSignal } from "./session-signal.ts";

/** Signing in and up, and what people do with their account. Who is signed in says `useSession`, which needs none of it. */
export const authClient = createAuthClient({
  basePath: "/api/auth",
  fetchOptions: {
    onSuccess: () => sessionSignal.emit(),
    onError({ response }) {
      if (response.status === 503) databaseState.suspect();
    },
  },
});

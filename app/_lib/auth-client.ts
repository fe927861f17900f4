import { createAuthClient } from "better-auth/react";
import { databaseState } from "./database-state.ts";

export const authClient = createAuthClient({
  basePath: "/api/auth",
  fetchOptions: {
    onError({ response }) {
      if (response.status === 503) databaseState.suspect();
    },
  },
});

export const { useSession } = authClient;

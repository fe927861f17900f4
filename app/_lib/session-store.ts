import { sessionOf, type Session } from "#server/contract/session.ts";
import { databaseState } from "./database-state.ts";

type SessionFailure = { status: number; code?: string; message?: string };

type SessionState = {
  /** Null for nobody, and as long as nothing is known. */
  data: Session | null;
  /** Nothing is known yet. */
  isPending: boolean;
  error: SessionFailure | null;
};

export type SessionStore = {
  read: () => SessionState;
  /** What the page was rendered with: parts of it that come alive later begin from there. */
  readFirst: () => SessionState;
  subscribe: (listener: () => void) => () => void;
  /** Asks the server who is signed in. What is known stays until it answers. */
  refetch: () => Promise<void>;
};

const UNREACHABLE: SessionFailure = { status: 0 };

/** Who is signed in. What the server has said with the page need not be asked again. */
export function createSessionStore(
  known: Session | null | undefined,
  ask: () => Promise<Response> = () => fetch("/api/auth/get-session", { cache: "no-store" }),
): SessionStore {
  const listeners = new Set<() => void>();
  const first: SessionState = { data: known ?? null, isPending: known === undefined, error: null };
  let state = first;
  let asked = 0;

  function set(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function answerOf(): Promise<Pick<SessionState, "data" | "error">> {
    try {
      const response = await ask();
      if (response.ok) {
        const found = (await response.json()) as Parameters<typeof sessionOf>[0] | null;
        return { data: found === null ? null : sessionOf(found), error: null };
      }
      if (response.status === 503) databaseState.suspect();
      const body = (await response.json().catch(() => null)) as Partial<SessionFailure> | null;
      return { data: state.data, error: { ...body, status: response.status } };
    } catch {
      return { data: state.data, error: UNREACHABLE };
    }
  }

  return {
    read: () => state,
    readFirst: () => first,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async refetch() {
      asked += 1;
      const mine = asked;
      const answer = await answerOf();
      // A later question knows more.
      if (mine === asked) set({ ...answer, isPending: false });
    },
  };
}

import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { io, type Socket } from "socket.io-client";
import type { AppRouter } from "#server/api/root.ts";
import type { Ack, ClientToServerEvents, ServerToClientEvents } from "#server/contract/socket.ts";

export type PersonSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Somebody signed in to a measured product, without a browser. */
export type Person = {
  cookie: string;
  api: TRPCClient<AppRouter>;
  /** A connection of the person's own, as each of their tabs has one. */
  connect: () => PersonSocket;
};

type Account = { email: string; password: string };

/** @throws where the address or the password is refused. */
export async function signIn(url: string, { email, password }: Account): Promise<Person> {
  const response = await post(url, "sign-in/email", { email, password });
  return personOf(url, response);
}

/** A new account, signed in. @throws in the server's words. */
export async function signUp(url: string, account: Account & { name: string }): Promise<Person> {
  await post(url, "sign-up/email", account);
  return signIn(url, account);
}

/** A connection as a tab of whose cookie it is has one. */
export function openSocket(url: string, cookie: string): PersonSocket {
  const extraHeaders = { cookie, origin: new URL(url).origin };
  return io(url, { transports: ["websocket"], forceNew: true, extraHeaders });
}

async function post(url: string, path: string, body: object): Promise<Response> {
  const response = await fetch(new URL(`/api/auth/${path}`, url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  return response;
}

function personOf(url: string, response: Response): Person {
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const headers = { cookie, origin: new URL(url).origin };
  return {
    cookie,
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/api/trpc`, headers })] }),
    connect: () => openSocket(url, cookie),
  };
}

/** The reply's data. @throws in the server's words. */
export function replied<Data>(reply: Ack<Data>): Data {
  if (reply.ok) return reply.data;
  throw new Error(reply.error.message, { cause: reply.error.code });
}

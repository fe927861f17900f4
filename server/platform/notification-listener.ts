import { Client } from "pg";
import { NOTIFY_CHANNEL, notification, type Notification } from "#server/contract/notify.ts";
import type { Logger } from "./logger.ts";

export type Listener = {
  /** False between a lost connection and the next one: what was notified meanwhile is lost. */
  isConnected: () => boolean;
  close: () => Promise<void>;
};

type ListenerOptions = {
  databaseUrl: string;
  logger: Logger;
  onNotification: (message: Notification) => void;
  /** The connection is gone; another is tried for until there is one. */
  onLost?: () => void;
  /** After every connection but the first: read again whatever may have been missed. */
  onReconnect: () => void;
  pingIntervalMs?: number;
};

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;
const PING_INTERVAL_MS = 15_000;
const PING_TIMEOUT_MS = 5_000;

/**
 * Holds one connection that LISTENs on Strata's channel, for as long as the process lives. Resolves once it listens.
 * @throws where the first connection fails.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { logger } = options;
  let client: Client | null = null;
  let isClosed = false;
  let delayMs = FIRST_DELAY_MS;
  let tries = 0;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new Client({
      connectionString: options.databaseUrl,
      application_name: "strata-listen",
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: PING_TIMEOUT_MS,
    });
    next.on("error", (error) => lose(next, error));
    next.on("end", () => lose(next, new Error("the connection ended")));
    next.on("notification", ({ payload }) => receive(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${NOTIFY_CHANNEL}`);
    } catch (error) {
      void next.end().catch(() => undefined);
      throw error;
    }
    if (isClosed) {
      await next.end();
      return;
    }
    client = next;
    delayMs = FIRST_DELAY_MS;
  }

  function lose(lost: Client, error: Error): void {
    if (isClosed || client !== lost) return;
    client = null;
    logger.warn({ err: error }, "lost the connection that listens for notifications");
    void lost.end().catch(() => undefined);
    options.onLost?.();
    scheduleReconnect();
  }

  function scheduleReconnect(): void {
    retry = setTimeout(() => {
      void reconnect();
    }, delayMs);
  }

  async function reconnect(): Promise<void> {
    try {
      await connect();
    } catch (error) {
      tries += 1;
      if (tries === 1) logger.warn({ err: error }, "could not listen for notifications; it is tried on");
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
      if (!isClosed) scheduleReconnect();
      return;
    }
    if (isClosed) return;
    logger.info({ tries }, "listening for notifications again");
    tries = 0;
    options.onReconnect();
  }

  function receive(payload: string | undefined): void {
    const message = parse(payload);
    if (message === null) {
      logger.warn({ payload: payload?.slice(0, 200) }, "ignored a notification that is none of ours");
      return;
    }
    try {
      options.onNotification(message);
    } catch (error) {
      logger.error({ err: error, message }, "a notification could not be handled");
    }
  }

  // A half-open connection looks alive until something is sent on it.
  const ping = setInterval(() => {
    const pinged = client;
    if (pinged !== null) {
      pinged.query("SELECT 1").catch((error: unknown) => {
        lose(pinged, error instanceof Error ? error : new Error(String(error)));
      });
    }
  }, options.pingIntervalMs ?? PING_INTERVAL_MS);

  async function close(): Promise<void> {
    isClosed = true;
    clearInterval(ping);
    clearTimeout(retry);
    const last = client;
    client = null;
    await last?.end().catch(() => undefined);
  }

  try {
    await connect();
  } catch (error) {
    await close();
    throw error;
  }
  return { isConnected: () => client !== null, close };
}

function parse(payload: string | undefined): Notification | null {
  try {
    const parsed = notification.safeParse(JSON.parse(payload ?? ""));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

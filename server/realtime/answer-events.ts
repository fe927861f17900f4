import { z } from "zod";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { Ack } from "#server/contract/socket.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { NoteOutage } from "#server/platform/outage-log.ts";
import { expectedError, isDatabaseAway } from "#server/platform/storage-trouble.ts";
import { CLIENT_EVENTS, type ClientEventName, type EventContext } from "./client-events.ts";

type AnyAck = (reply: Ack<unknown>) => void;
/** The table's types hold where input and handler belong together; here they are only run. */
type AnyEvent = {
  input: z.ZodType;
  handle: (context: EventContext, input: unknown) => Promise<unknown>;
};

const versioned = z.object({ version: z.literal(PROTOCOL_VERSION) });
/** So many refused messages in a row are no browser of ours. */
const MAX_REFUSED = 200;

/** Answers every event of one socket: parsed, limited, acknowledged, and never thrown from. */
export function answerEvents(context: EventContext, logger: Logger, noteOutage: NoteOutage): void {
  const { socket } = context;
  let refused = 0;

  async function answer(name: string, input: unknown): Promise<Ack<unknown>> {
    if (!socket.data.limit.take()) {
      refused += 1;
      if (refused > MAX_REFUSED) socket.disconnect(true);
      return refusal("RATE_LIMITED", "Too many messages at once. Wait a moment.");
    }
    refused = 0;
    if (!Object.hasOwn(CLIENT_EVENTS, name)) {
      return refusal("UNKNOWN_EVENT", "The server knows no such event.");
    }
    const event = CLIENT_EVENTS[name as ClientEventName] as unknown as AnyEvent;
    if (!versioned.safeParse(input).success) {
      return refusal("PROTOCOL_VERSION", "This page is older or newer than the server. Reload it.");
    }
    const parsed = event.input.safeParse(input);
    if (!parsed.success) return refusal("BAD_REQUEST", z.prettifyError(parsed.error));
    try {
      return { ok: true, data: await event.handle(context, parsed.data) };
    } catch (error) {
      if (isDatabaseAway(error)) noteOutage(error);
      const expected = expectedError(error, false);
      if (expected !== null) return refusal(expected.code, expected.message);
      logger.error({ err: error, event: name, userId: socket.data.userId }, "a socket event failed");
      return refusal("INTERNAL", "Something went wrong on the server. Try again.");
    }
  }

  socket.onAny((name: string, ...args: unknown[]) => {
    const last = args.at(-1);
    const acknowledge: AnyAck = typeof last === "function" ? (last as AnyAck) : () => undefined;
    void answer(name, typeof args[0] === "function" ? undefined : args[0]).then(acknowledge);
  });
}

function refusal(code: string, message: string): Ack<never> {
  return { ok: false, error: { code, message } };
}

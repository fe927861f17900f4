import { request } from "node:http";
import type { Attack, Target } from "./attacks.ts";

type Sender = { url: string; cookie: string };

/** Sends one and resolves with the status of its answer; 0 where the connection was cut instead. */
export function sendAttack({ url, cookie }: Sender, attack: Attack, target: Target): Promise<number> {
  const body = attack.body(target);
  const headers: Record<string, string | number> = { cookie, origin: new URL(url).origin };
  if (attack.method === "POST") headers["content-length"] = body.length;
  if (attack.contentType !== undefined) headers["content-type"] = attack.contentType;
  return new Promise((resolve) => {
    const sent = request(new URL(attack.path.replace(":runId", target.runId), url), {
      method: attack.method,
      headers,
      agent: false,
    });
    sent.once("response", (response) => {
      response.resume();
      response.once("close", () => resolve(response.statusCode ?? 0));
    });
    // Where it is refused by its head alone, the server may close before all of it is sent.
    sent.once("error", () => resolve(0));
    sent.end(body);
  });
}

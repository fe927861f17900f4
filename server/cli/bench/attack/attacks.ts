import { BATCH_LIMIT, BODY_LIMITS, type BodyLimit } from "#server/api/body-limits.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { picturePath } from "#server/contract/prediction.ts";
import { hostileGraphs } from "./hostile-graphs.ts";
import { hostileJson } from "./hostile-json.ts";

/** What an attacker may name: their own. */
export type Target = { cohortId: string; designId: string; revision: number; runId: string };

export type Attack = {
  name: string;
  method: "GET" | "POST";
  path: string;
  contentType?: string;
  /** Saves the design of its target, whose revision is another afterwards. */
  isSave?: boolean;
  body: (target: Target) => Buffer;
};

const JSON_TYPE = "application/json";
const none = () => Buffer.alloc(0);

/** The worst of each kind that can be thought of, for every procedure and every other door that takes a body. */
export function attacks(): Attack[] {
  return [
    ...Object.entries(BODY_LIMITS).flatMap(([path, limit]) => onProcedure(path, limit)),
    ...onNetworks(),
    ...onBatches(),
    ...onAddresses(),
    ...onAccounts(),
    ...onPictures(),
  ];
}

function onProcedure(path: string, { maxBytes, maxValues }: BodyLimit): Attack[] {
  // A query takes no body at all: one is enough to show it.
  const kinds = Object.entries(
    hostileJson(maxBytes === 0 ? { maxBytes: 1e6, maxValues: 1e5 } : { maxBytes, maxValues }),
  );
  return kinds.slice(0, maxBytes === 0 ? 1 : kinds.length).map(([kind, body]) => {
    return {
      name: `${path}, ${kind}`,
      method: "POST",
      path: `/api/trpc/${path}`,
      contentType: JSON_TYPE,
      body,
    };
  });
}

function onNetworks(): Attack[] {
  return Object.entries(hostileGraphs()).flatMap(([kind, graph]): Attack[] => [
    {
      name: `design.save, ${kind}`,
      method: "POST",
      path: "/api/trpc/design.save",
      contentType: JSON_TYPE,
      isSave: true,
      body: ({ designId, revision }) => Buffer.from(JSON.stringify({ designId, revision, graph })),
    },
    {
      name: `cost.estimate, ${kind}`,
      method: "POST",
      path: "/api/trpc/cost.estimate",
      contentType: JSON_TYPE,
      body: ({ cohortId }) =>
        Buffer.from(JSON.stringify({ cohortId, graph, hyperParameters: DEFAULT_HYPER_PARAMETERS })),
    },
  ]);
}

function onBatches(): Attack[] {
  return ["design.save", "cohort.create", "run.start"].flatMap((path) =>
    Object.entries(hostileJson(BATCH_LIMIT)).map(([kind, body]): Attack => {
      const paths = Array<string>(50).fill(path).join();
      return {
        name: `50 times ${path}, ${kind}`,
        method: "POST",
        path: `/api/trpc/${paths}?batch=1`,
        contentType: JSON_TYPE,
        body,
      };
    }),
  );
}

function onAddresses(): Attack[] {
  return Object.entries(hostileJson({ maxBytes: 2_400, maxValues: 1_000 })).map(([kind, body]) => {
    const input = encodeURIComponent(body().toString("latin1"));
    return {
      name: `design.list in an address, ${kind}`,
      method: "GET",
      path: `/api/trpc/design.list?input=${input}`,
      body: none,
    };
  });
}

function onAccounts(): Attack[] {
  return ["sign-in/email", "sign-up/email", "change-password", "update-user"].flatMap((path) =>
    Object.entries(hostileJson({ maxBytes: 16 * 1024, maxValues: 8_000 })).map(([kind, body]): Attack => {
      return {
        name: `${path}, ${kind}`,
        method: "POST",
        path: `/api/auth/${path}`,
        contentType: JSON_TYPE,
        body,
      };
    }),
  );
}

function onPictures(): Attack[] {
  const noise = Buffer.alloc(8 * 1024 * 1024, "noise");
  const header = Buffer.from("89504e470d0a1a0a0000000d49484452000186a0000186a00802000000", "hex");
  const bodies = {
    noise,
    "a hundred thousand pixels wide": Buffer.concat([header, noise.subarray(header.length)]),
  };
  return Object.entries(bodies).map(([kind, body]) => {
    // Refused by its run or read whole, as the target has it.
    return {
      name: `a picture, ${kind}`,
      method: "POST",
      path: picturePath(":runId"),
      contentType: "image/png",
      body: () => body,
    };
  });
}

import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTPayload,
} from "jose";
import { CLAIM, SCOPE, VERSION } from "../names.ts";

type Claims = JWTPayload & Record<string, unknown>;
export type PlatformPerson = { sub: string; name?: string; email?: string; roles: string[] };

const MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership";
export const ROLE = {
  learner: `${MEMBERSHIP}#Learner`,
  instructor: `${MEMBERSHIP}#Instructor`,
  assistant: `${MEMBERSHIP}/Instructor#TeachingAssistant`,
} as const;

type Forgery = {
  claims?: (claims: Claims) => object;
  algorithm?: "RS256" | "ES256" | "HS256" | "none";
  /** Signs with a key that the platform does not publish. */
  isUnknownKey?: boolean;
  /** Signs with a key of the platform's that somebody else has, under its name. */
  isForged?: boolean;
  /** Signs with a key of somebody else's, and sends it along. */
  bringsKey?: boolean;
};

type Served = { status: number; type: string; body: string };

type ReceivedScore = { userId: string; scoreGiven: number; scoreMaximum: number; timestamp: string };

/**
 * A learning platform for tests, with keys, a login, tokens, a gradebook and rosters of its own: LTI 1.3, AGS 2.0, NRPS 2.0 and Deep
 * Linking 2.0 from the other side. It believes nothing that it has not checked.
 */
export async function createTestPlatform() {
  const [keys, others] = [
    await generateKeyPair("RS256", { extractable: true }),
    await generateKeyPair("RS256"),
  ];
  const elliptic = await generateKeyPair("ES256", { extractable: true });
  let kid = "first";
  let siteUrl = "";
  /** The site's public keys, as it says them. */
  let keysOf: () => Promise<JSONWebKeySet> = fetchKeys;
  const clientId = `client-${randomUUID().slice(0, 8)}`;
  const deploymentId = "deployment-1";
  const course = { id: "course-1", title: "Image classification" };
  /** What a browser is being sent with, by the hint that it brings back. */
  const launches = new Map<string, { claims: Claims; forgery: Forgery }>();
  const tokens = new Map<string, string>();
  const scores = new Map<string, ReceivedScore>();
  const members: { user_id: string; name?: string; email?: string; status?: string; roles: string[] }[] = [];
  const asked = { keys: 0, tokens: 0, scores: 0, changes: 0 };
  /** What the next calls of scores are answered with, instead of being taken. */
  const answers: { status: number; headers?: Record<string, string>; isTaken?: boolean }[] = [];
  const usedProofs = new Set<string>();
  /** What is answered at these paths beside its own. */
  const served = new Map<string, Served>();
  /** What came back from the content selection, checked. */
  const choices: Claims[] = [];

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = new URL(request.url ?? "/", url);
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      void response
        .writeHead(status, { "Content-Type": "application/json", ...headers })
        .end(JSON.stringify(body));
    if (at.pathname === "/keys") {
      asked.keys += 1;
      const published = { ...(await exportJWK(keys.publicKey)), kid, alg: "RS256", use: "sig" };
      const second = { ...(await exportJWK(elliptic.publicKey)), kid: "curve", alg: "ES256", use: "sig" };
      json(200, { keys: [published, second] });
      return;
    }
    const html = (body: string) =>
      void response
        .writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
        .end(`<!doctype html>${body}`);
    if (at.pathname === "/login") {
      html(await loginPage(at.searchParams));
      return;
    }
    const extra = served.get(at.pathname);
    if (extra !== undefined) {
      response.writeHead(extra.status, { "Content-Type": extra.type }).end(extra.body);
      return;
    }
    if (at.pathname === "/return" && request.method === "POST") {
      const sent = new URLSearchParams(await bodyOf(request)).get("JWT") ?? "";
      const choice = await readChoice(sent);
      choices.push(choice);
      const items = choice[CLAIM.contentItems] as { title: string }[];
      html(`<h1>Linked</h1><ul>${items.map(({ title }) => `<li>${title}</li>`).join("")}</ul>`);
      return;
    }
    if (at.pathname === "/token") {
      asked.tokens += 1;
      const token = await tokenFor(new URLSearchParams(await bodyOf(request)));
      if (token === null) json(401, { error: "invalid_client" });
      else json(200, token);
      return;
    }
    const scope = tokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (at.pathname === "/columns/1/scores" && request.method === "POST") {
      asked.scores += 1;
      if (scope !== SCOPE.score) {
        json(401, {});
        return;
      }
      const next = answers.shift();
      const score = JSON.parse(await bodyOf(request)) as ReceivedScore;
      if (next === undefined || next.isTaken === true) take(score);
      if (next === undefined) json(204, {});
      else json(next.status, {}, next.headers);
      return;
    }
    if (at.pathname === "/members") {
      const page = Number(at.searchParams.get("page") ?? 0);
      const isMore = members.length > (page + 1) * 2;
      const link: Record<string, string> = isMore
        ? { Link: `<${url}/members?page=${page + 1}>; rel="next"` }
        : {};
      if (scope === SCOPE.memberships) {
        json(200, { members: members.slice(page * 2, page * 2 + 2) }, link);
      } else json(401, {});
      return;
    }
    json(404, {});
  }

  async function fetchKeys(): Promise<JSONWebKeySet> {
    return (await (await fetch(`${siteUrl}/api/lti/keys`)).json()) as JSONWebKeySet;
  }

  /** AGS 2.0, 3.4.6: what is not later than what it has changes nothing. */
  function take(score: ReceivedScore): void {
    const before = scores.get(score.userId);
    if (before !== undefined && before.timestamp >= score.timestamp) return;
    scores.set(score.userId, score);
    asked.changes += 1;
  }

  async function loginPage(asked: URLSearchParams): Promise<string> {
    const launch = launches.get(asked.get("login_hint") ?? "");
    const redirect = asked.get("redirect_uri") ?? "";
    if (launch === undefined || asked.get("client_id") !== clientId)
      throw new Error("nobody is known by this");
    if (redirect !== `${siteUrl}/api/lti/launch`) throw new Error(`not registered: ${redirect}`);
    const token = await sign({ ...launch.claims, nonce: asked.get("nonce") }, launch.forgery);
    return `<form method="post" action="${redirect}">
      <input name="state" value="${asked.get("state")}"><input name="id_token" value="${token}"></form>
      <script>document.forms[0].submit()</script>`;
  }

  async function sign(
    claims: Claims,
    { claims: change, algorithm = "RS256", isUnknownKey, isForged, bringsKey }: Forgery,
  ) {
    const payload = (change?.(claims) ?? claims) as Claims;
    if (algorithm === "none") {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      return `${part({ alg: "none", typ: "JWT" })}.${part(payload)}.`;
    }
    const token = new SignJWT(payload);
    if (algorithm === "HS256") {
      const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
      return token.setProtectedHeader({ alg: "HS256", kid }).sign(secret);
    }
    if (algorithm === "ES256") {
      return token.setProtectedHeader({ alg: "ES256", kid: "curve" }).sign(elliptic.privateKey);
    }
    if (bringsKey === true) {
      const jwk = await exportJWK(others.publicKey);
      return token.setProtectedHeader({ alg: "RS256", kid, jwk }).sign(others.privateKey);
    }
    const key: CryptoKey = isUnknownKey === true || isForged === true ? others.privateKey : keys.privateKey;
    const header = { alg: "RS256", kid: isUnknownKey === true ? "unheard" : kid };
    return token.setProtectedHeader(header).sign(key);
  }

  async function tokenFor(form: URLSearchParams) {
    const ours = createLocalJWKSet(await keysOf());
    const { payload } = await jwtVerify(form.get("client_assertion") ?? "", ours, {
      algorithms: ["RS256"],
      issuer: clientId,
      subject: clientId,
      audience: `${url}/token`,
      requiredClaims: ["jti", "exp", "iat"],
    });
    if (form.get("grant_type") !== "client_credentials" || usedProofs.has(payload.jti ?? "")) return null;
    usedProofs.add(payload.jti ?? "");
    const token = randomUUID();
    tokens.set(token, form.get("scope") ?? "");
    return { access_token: token, token_type: "Bearer", expires_in: 3600, scope: form.get("scope") };
  }

  function claimsOf(person: PlatformPerson, target: string): Claims {
    const now = Math.floor(Date.now() / 1_000);
    return {
      iss: url,
      aud: clientId,
      sub: person.sub,
      iat: now,
      exp: now + 300,
      ...(person.name === undefined ? {} : { name: person.name }),
      ...(person.email === undefined ? {} : { email: person.email }),
      [CLAIM.version]: VERSION,
      [CLAIM.deploymentId]: deploymentId,
      [CLAIM.roles]: person.roles,
      [CLAIM.context]: course,
      [CLAIM.targetLinkUri]: target,
      [CLAIM.gradeEndpoint]: { scope: [SCOPE.score], lineitem: `${url}/columns/1?type=x` },
      [CLAIM.memberships]: { context_memberships_url: `${url}/members`, service_versions: ["2.0"] },
    };
  }

  /** What the platform's page sends a browser with to the site. */
  function begin(claims: Claims, forgery: Forgery = {}): URLSearchParams {
    const hint = randomUUID();
    launches.set(hint, { claims, forgery });
    return new URLSearchParams({
      iss: url,
      login_hint: hint,
      target_link_uri: String(claims[CLAIM.targetLinkUri]),
      client_id: clientId,
      lti_deployment_id: deploymentId,
    });
  }

  async function readChoice(token: string): Promise<Claims> {
    const ours = createLocalJWKSet(await keysOf());
    const options = { algorithms: ["RS256"], issuer: clientId, audience: url };
    return (await jwtVerify(token, ours, options)).payload;
  }

  function serve({ status = 200, type = "application/json", body }: Partial<Served>): string {
    const path = `/served/${served.size + 1}`;
    served.set(path, { status, type, body: body ?? "" });
    return `${url}${path}`;
  }

  return {
    url,
    asked,
    choices,
    serve,
    scores,
    members,
    answers,
    registration: {
      name: "A platform",
      issuer: url,
      clientId,
      deployments: [deploymentId],
      authUrl: `${url}/login`,
      tokenUrl: `${url}/token`,
      jwksUrl: `${url}/keys`,
      tokenAudience: null,
      algorithm: "RS256" as const,
      highestRole: "instructor" as const,
      isEnabled: true,
    },
    course,
    resourceLaunch: (person: PlatformPerson, target: string, forgery?: Forgery) =>
      begin(
        {
          ...claimsOf(person, target),
          [CLAIM.messageType]: "LtiResourceLinkRequest",
          [CLAIM.resourceLink]: { id: "link-1", title: "A link" },
        },
        forgery,
      ),
    deepLinkingLaunch: (person: PlatformPerson, target: string, data?: string) =>
      begin({
        ...claimsOf(person, target),
        [CLAIM.messageType]: "LtiDeepLinkingRequest",
        [CLAIM.deepLinkingSettings]: {
          deep_link_return_url: `${url}/return`,
          accept_types: ["link", "ltiResourceLink"],
          accept_presentation_document_targets: ["window"],
          accept_multiple: true,
          ...(data === undefined ? {} : { data }),
        },
      }),
    /** What the site has signed for it. */
    readChoice,
    /** A page of the course for a browser, with a link of the tool, or the tool in a frame. @returns its address. */
    coursePage(asked: URLSearchParams, loginUrl: string, isFramed = false): string {
      const fields = [...asked].map(
        ([name, value]) => `<input type="hidden" name="${name}" value="${value.replaceAll('"', "&quot;")}">`,
      );
      const body = `<!doctype html><h1>${course.title}</h1>${isFramed ? '<iframe name="tool" title="Tool"></iframe>' : ""}
        <form method="post" action="${loginUrl}"${isFramed ? ' target="tool"' : ""}>${fields.join("")}
        <button>Open the tool</button></form>`;
      return serve({ type: "text/html; charset=utf-8", body });
    },
    reach(site: string, readKeys = fetchKeys) {
      siteUrl = site;
      keysOf = readKeys;
    },
    changeKeys: (name: string) => void (kid = name),
    forgetTokens: () => tokens.clear(),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

export type TestPlatform = Awaited<ReturnType<typeof createTestPlatform>>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

import { z } from "zod";
import type { AccessTokens } from "./access-tokens.ts";
import type { AskOutside, OutsideAnswer, OutsideQuestion } from "./ask-outside.ts";
import { SCOPE } from "./names.ts";
import type { Platform } from "./platform.ts";
import { PlatformTrouble } from "./platform-trouble.ts";
import { readAnswer } from "./read-answer.ts";
import { requireOk } from "./require-ok.ts";

type Score = {
  /** How the platform calls whose it is. */
  sub: string;
  points: number;
  most: number;
  /** One that the platform has had already, or a newer one, changes nothing there. */
  gradedAt: Date;
};

const membersAnswer = z.object({
  members: z
    .array(
      z.object({
        user_id: z.string().min(1).max(255),
        name: z.string().optional(),
        given_name: z.string().optional(),
        family_name: z.string().optional(),
        email: z.string().optional(),
        status: z.string().default("Active"),
        roles: z.array(z.string()).default([]),
      }),
    )
    .max(10_000),
});
export type PlatformMember = z.infer<typeof membersAnswer>["members"][number];

const MAX_PAGES = 50;
const MAX_MEMBERS = 10_000;

export type PlatformServices = {
  /** Assignment and Grade Services 2.0, 3.4: puts a score into a column. @throws PlatformTrouble */
  postScore: (platform: Platform, lineItemUrl: string, score: Score) => Promise<void>;
  /** Names and Role Provisioning 2.0: everybody of a course, page by page. @throws PlatformTrouble */
  readMembers: (platform: Platform, membershipsUrl: string) => Promise<PlatformMember[]>;
};

export function createPlatformServices(ask: AskOutside, tokens: AccessTokens): PlatformServices {
  /** With access that the platform gives us; where it takes that no more, once with a new one. */
  async function askService(
    platform: Platform,
    { scope, url, ...question }: OutsideQuestion & { scope: string; url: string },
  ): Promise<OutsideAnswer> {
    const withToken = async () => {
      const token = await tokens.get(platform, scope);
      return ask(url, { ...question, headers: { ...question.headers, Authorization: `Bearer ${token}` } });
    };
    const first = await withToken();
    if (first.status !== 401) return first;
    tokens.forget(platform, scope);
    return withToken();
  }

  return {
    async postScore(platform, lineItemUrl, { sub, points, most, gradedAt }) {
      const answer = await askService(platform, {
        scope: SCOPE.score,
        url: scoresUrlOf(lineItemUrl),
        method: "POST",
        headers: { "Content-Type": "application/vnd.ims.lis.v1.score+json" },
        body: JSON.stringify({
          userId: sub,
          scoreGiven: points,
          scoreMaximum: most,
          timestamp: gradedAt.toISOString(),
          activityProgress: "Completed",
          gradingProgress: "FullyGraded",
        }),
      });
      // 409: it has one with this time, or a later one.
      if (answer.status !== 409) requireOk(answer, "a score was sent");
    },
    async readMembers(platform, membershipsUrl) {
      const members: PlatformMember[] = [];
      let url: string | null = membershipsUrl;
      for (let page = 0; url !== null; page += 1) {
        if (page >= MAX_PAGES || members.length > MAX_MEMBERS) {
          throw new PlatformTrouble("refused", "The platform's roster does not end.");
        }
        const answer = await askService(platform, {
          scope: SCOPE.memberships,
          url,
          headers: { Accept: "application/vnd.ims.lti-nrps.v2.membershipcontainer+json" },
        });
        requireOk(answer, "its roster was read");
        const parsed = membersAnswer.safeParse(readAnswer(answer));
        if (!parsed.success) throw new PlatformTrouble("refused", "The platform's roster cannot be read.");
        members.push(...parsed.data.members);
        url = nextOf(answer.headers.get("link"), url);
      }
      return members;
    },
  };
}

/** The column's address with `/scores` at the end of its path; a query stays. */
function scoresUrlOf(lineItemUrl: string): string {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/scores`;
  return url.href;
}

/** RFC 8288. The next page is of the same origin, or our access would go to somebody else. */
function nextOf(link: string | null, from: string): string | null {
  const [, target] = /<([^<>]+)>\s*;[^<]*\brel="?next"?/i.exec(link ?? "") ?? [];
  if (target === undefined || !URL.canParse(target, from)) return null;
  const next = new URL(target, from);
  if (next.origin === new URL(from).origin) return next.href;
  throw new PlatformTrouble("refused", "The platform's roster goes on at another site.");
}

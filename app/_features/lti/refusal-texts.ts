import type { LaunchRefusal } from "#server/contract/lti.ts";

const SETTINGS =
  "Show this page to your instructor: it is a matter of how the learning platform is registered here.";
const AGAIN = "Open the link in your course once more.";

/** Why a launch was not let in, in words for who launched; nothing of what the platform sent. */
export const REFUSAL_TEXTS: Record<LaunchRefusal, string> = {
  PLATFORM: "This learning platform is not registered here, or is switched off.",
  STATE: `This browser did not begin the way in, or its cookies are kept back. ${AGAIN} It has to open in a window of its own.`,
  NONCE: `What the learning platform sent belongs to another way in. ${AGAIN}`,
  REPLAYED: `This way in was used already, or is too old. ${AGAIN}`,
  ISSUER: `The learning platform calls itself by another name than it is registered with here. ${SETTINGS}`,
  AUDIENCE: `What the learning platform sent was made for another client ID. ${SETTINGS}`,
  DEPLOYMENT: `The deployment of this link is not among those that are registered here. ${SETTINGS}`,
  ALGORITHM: `The learning platform signs in another way than is registered here. ${SETTINGS}`,
  SIGNATURE: `The signature is none of the learning platform's. ${SETTINGS}`,
  KEYS: `The learning platform's public keys could not be read. ${AGAIN} If it stays so: its keyset address is wrong here, or cannot be reached from this server.`,
  EXPIRED: `What the learning platform sent is too old, or its clock differs from ours. ${AGAIN}`,
  CLAIMS: `What the learning platform sent is not what LTI 1.3 asks for. ${SETTINGS}`,
  TARGET: `The link leads to another address than the learning platform has said at first. ${SETTINGS}`,
  ROLE: "What you are in the course has no place here, or is not enough for this: exercises are linked by who teaches this cohort.",
  COURSE:
    "Your course is not let in yet. An instructor of the cohort allows it: Cohort settings, Learning platform, Courses.",
  ARCHIVED: "The cohort is archived, so nobody can join it now.",
  CLOSED: "Your account is closed on this site. Whoever runs the site can open it again.",
  FULL: `So many people have come from this learning platform that it may bring nobody new. ${SETTINGS}`,
  BUSY: "Too much that came from your network was not right. Wait a quarter of an hour, then open the link in your course once more.",
  REMOVED: "You are in this cohort no more. An instructor lets you in again by its join code.",
};

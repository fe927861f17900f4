/** What the site tells people who are not signed in. */
export type Welcome = {
  /** People get a link to a new password by mail; else from an instructor. */
  sendsMail: boolean;
};

/** What whoever has a join link may know before they sign in. */
export type Invitation = {
  cohortName: string;
  /** Names of those who teach it. */
  instructors: string[];
};

const LTI = "https://purl.imsglobal.org/spec/lti/claim";
const AGS = "https://purl.imsglobal.org/spec/lti-ags";
const NRPS = "https://purl.imsglobal.org/spec/lti-nrps";
const DL = "https://purl.imsglobal.org/spec/lti-dl/claim";

/** Claims of LTI 1.3 core, Assignment and Grade Services 2.0, Names and Role Provisioning 2.0 and Deep Linking 2.0. */
export const CLAIM = {
  messageType: `${LTI}/message_type`,
  version: `${LTI}/version`,
  deploymentId: `${LTI}/deployment_id`,
  targetLinkUri: `${LTI}/target_link_uri`,
  roles: `${LTI}/roles`,
  context: `${LTI}/context`,
  resourceLink: `${LTI}/resource_link`,
  custom: `${LTI}/custom`,
  gradeEndpoint: `${AGS}/claim/endpoint`,
  memberships: `${NRPS}/claim/namesroleservice`,
  deepLinkingSettings: `${DL}/deep_linking_settings`,
  contentItems: `${DL}/content_items`,
  deepLinkingData: `${DL}/data`,
} as const;

export const SCOPE = {
  score: `${AGS}/scope/score`,
  memberships: `${NRPS}/scope/contextmembership.readonly`,
} as const;

export const VERSION = "1.3.0";

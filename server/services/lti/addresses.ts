/** Under which platforms reach this site. */
export const LTI_PATH = "/api/lti/";

export const ltiAddresses = (siteUrl: string) => ({
  redirectUrl: `${siteUrl}${LTI_PATH}launch`,
  keysUrl: `${siteUrl}${LTI_PATH}keys`,
  loginUrlOf: (platformId: string) => `${siteUrl}${LTI_PATH}login/${platformId}`,
  exerciseUrlOf: (cohortId: string, exerciseId: string) =>
    `${siteUrl}/cohorts/${cohortId}/exercises/${exerciseId}`,
});

export const MAX_TEAM = 20;
export const MAX_TEAM_NAME = 60;

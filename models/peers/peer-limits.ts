export const MAX_PEER_REVIEWS = 5;
export const MAX_PEER_COMMENT = 1_000;

export function minimumNode(root: string): string;
export function isAtLeast(version: string, minimum: string): boolean;

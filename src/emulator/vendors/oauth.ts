// Tokens that a vendor's stand-in gives out, and refuses when they have run out.
import { randomUUID } from 'node:crypto';
import type { Asked, Reply } from './exchange.ts';
import type { Route } from './stand-in.ts';

export type TokenDesk = {
  /** A fresh token, as the vendors answer it. */
  grant(): Reply;
  /** Whether the request carries a token that is still good. */
  admits(asked: Asked): boolean;
  /** Every token given out so far is refused from now on. */
  expire(): void;
  /** How many were given out. */
  granted(): number;
};

/** `livesS`: what it says of how long its tokens live. */
export function openTokenDesk(livesS = 3600): TokenDesk {
  const good = new Set<string>();
  let count = 0;
  return {
    grant() {
      const token = `token-${randomUUID()}`;
      good.add(token);
      count += 1;
      return { status: 200, json: { access_token: token, token_type: 'bearer', expires_in: livesS } };
    },
    admits: ({ headers }) => good.has((headers.authorization ?? '').replace(/^Bearer /, '')),
    expire: () => good.clear(),
    granted: () => count,
  };
}

/** Routes that a request without a good token does not reach. */
export function behindToken(tokens: TokenDesk, refusal: Reply, routes: readonly Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    answer: (asked) => (tokens.admits(asked) ? route.answer(asked) : refusal),
  }));
}

// Access tokens that run out: kept until shortly before their end, fetched once by however many calls need them.

/** `livesMs`: how long it may be used, from now. */
export type Token = { token: string; livesMs: number };

/** Renewed this long before its end, so that no call carries one that ends on its way. */
const MARGIN_MS = 60_000;

/**
 * `fetchToken` gets a fresh one. The answer gives the kept token, or a fresh one where it is near its end or `renew` says that
 * it has been refused. Wire time: a vendor's clock is not the story's.
 */
export function keepToken(fetchToken: () => Promise<Token>): (renew: boolean) => Promise<string> {
  let kept: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;
  const fresh = async () => {
    const { token, livesMs } = await fetchToken();
    kept = { token, until: Date.now() + livesMs - MARGIN_MS };
    return token;
  };
  return async (renew) => {
    if (kept && !renew && kept.until > Date.now()) {
      return kept.token;
    }
    fetching ??= fresh().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
}

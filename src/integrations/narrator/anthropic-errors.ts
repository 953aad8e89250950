// What went wrong at Anthropic, as a sentence with its fix.
import { VendorError } from '../../lib/vendor-error.ts';

type Fault = { status?: number; name?: string; headers?: Headers; type?: string | null; message?: string };

const FIXES: Readonly<Record<number, string>> = {
  400: 'Anthropic does not take the request. Is ANTHROPIC_MODEL a model it has?',
  401: 'Anthropic refuses the key. Set ANTHROPIC_API_KEY to one that is valid.',
  402: 'Anthropic asks for payment: see the billing page of the account of ANTHROPIC_API_KEY.',
  403: 'The key may not use this model. Choose another with ANTHROPIC_MODEL, or another key.',
  404: 'Anthropic has no such model or address. Check ANTHROPIC_MODEL and ANTHROPIC_URL.',
  413: 'The record is too large for one request. Lower NARRATOR_TOKENS.',
};

function retryAfterOf(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

/** A fault of the SDK or of the stream. `late`: our own budget of time ended it. */
export function failureOf(fault: unknown, late: boolean): VendorError {
  const { status, headers, type } = (fault ?? {}) as Fault;
  const cause = { cause: fault };
  if (late) {
    return new VendorError('Anthropic did not answer in time.', {
      permanent: false,
      code: 'timeout',
      ...cause,
    });
  }
  if (status === 429) {
    const retryAfterMs = retryAfterOf(headers);
    return new VendorError('Anthropic allows no more requests just now.', {
      permanent: false,
      code: 'limited',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...cause,
    });
  }
  if (status === 529 || type === 'overloaded_error') {
    return new VendorError('Anthropic is overloaded.', { permanent: false, code: 'overloaded', ...cause });
  }
  const fix = FIXES[status ?? 0];
  if (fix !== undefined) {
    return new VendorError(fix, {
      permanent: true,
      code: status === 401 ? 'unauthorized' : 'refused',
      ...cause,
    });
  }
  if (fault === undefined) {
    return new VendorError('Anthropic’s answer cannot be read.', { permanent: false, code: 'unreadable' });
  }
  const answered = status === undefined ? 'cannot be reached, or its answer broke off' : `answered ${status}`;
  return new VendorError(`Anthropic ${answered}. Is ANTHROPIC_URL its address?`, {
    permanent: false,
    code: 'failed',
    ...cause,
  });
}

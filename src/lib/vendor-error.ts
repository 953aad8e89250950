// The one error for "somebody else's machine did not do what we asked".

/**
 * A failed call to a vendor. `permanent`: trying again cannot help (the fix is in the sentence). `retryAfterMs`: the vendor
 * said how long to wait. `unknownOutcome`: the call may have taken effect (timeout, connection lost after sending).
 */
export class VendorError extends Error {
  readonly permanent: boolean;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  readonly unknownOutcome: boolean;

  constructor(
    message: string,
    options: {
      permanent: boolean;
      code: string;
      retryAfterMs?: number;
      unknownOutcome?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = 'VendorError';
    this.permanent = options.permanent;
    this.code = options.code;
    this.retryAfterMs = options.retryAfterMs;
    this.unknownOutcome = options.unknownOutcome ?? false;
  }
}

// The one error for "the record cannot be written or read now": it hits everything alike, and is nobody's fault who asks.

/** Waiting mends it, or a person at the machine; the sentence says what to do. */
export class DiskError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DiskError';
  }
}

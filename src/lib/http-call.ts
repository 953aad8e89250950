// What a call to a vendor is made of: whom it is for, what is asked, what came back.

export type HttpHeaders = Readonly<Record<string, string>>;
type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One vendor's interface, as its file describes it. */
export type HttpTarget = {
  /** What people call it: `Zoom`. Stands in every error and log line. */
  vendor: string;
  /** With or without the slash at its end. Calls stay below it. */
  baseUrl: string;
  /** What to do when it refuses our credentials: names the variables. Ends with a full stop. */
  credentials: string;
  /** The variable that holds `baseUrl`, for errors. */
  urlVariable?: string;
  /**
   * Headers with our credentials, asked for before each attempt. `renew`: it has just refused the ones from before, so a kept
   * token is to be fetched anew. A target without tokens ignores it.
   */
  authorize?: (renew: boolean) => HttpHeaders | Promise<HttpHeaders>;
  /** Statuses by which it refuses credentials besides 401 and 403: addresses that give out tokens say 400. */
  refusals?: readonly number[];
  /** True where a token can be renewed: a 401 is then tried once more. */
  renewable?: boolean;
  /** Statuses by which it limits its callers; 429 where it is not given. */
  limits?: readonly number[];
  /** Whether a refusal of another status is a limit, too, and how long it lasts: milliseconds, where that is said. */
  limitIn?: (answer: Answer) => { retryAfterMs?: number } | undefined;
  /** The vendor's sentence in the body of a refusal, where it stands in none of the usual places. Undefined: look there. */
  reasonOf?: (body: unknown) => string | undefined;
  /** Milliseconds of wire time for one attempt; 10 s where it is not given. */
  timeoutMs?: number;
};

export type FormPart =
  | { name: string; value: string }
  | { name: string; fileName: string; mediaType: string; bytes: Uint8Array };

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base address (empty: that address itself); parts that come from elsewhere go through `encodeURIComponent`. */
  path: string;
  /** What stands in logs and errors instead of a path that holds a secret. */
  pathShown?: string;
  /** Lists are repeated: `ids[]=a&ids[]=b`. */
  query?: Query;
  json?: unknown;
  form?: Readonly<Record<string, string>>;
  /** Fields and files, as a form with files sends them. */
  multipart?: readonly FormPart[];
  headers?: HttpHeaders;
  /**
   * True where doing it twice is the same as once. GET, PUT and DELETE are; a POST is where the vendor says so, or knows our
   * `idempotencyKey`. Such calls are tried again here when the connection breaks or the vendor fails.
   */
  repeatable?: boolean;
  /** Sent as `Idempotency-Key`, or under the name that the vendor gives it. */
  idempotencyKey?: string;
  idempotencyHeader?: string;
};

export type Answer = { status: number; headers: Headers; body: string };

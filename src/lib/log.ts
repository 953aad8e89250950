// What is written to the log, and what never is. Without the library that writes: threads that only hand lines on do not load it.

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
};

/** Slack tokens, bearer headers, response URLs, trigger ids, tickets of sockets: all of them let whoever reads them act. */
const SECRETS = [
  /\bx(?:ox[a-z]|app|wfp|oxe\.[a-z]+)-[\w-]{6,}/g,
  /\b[Bb]earer\s+[\w.~+/=-]{6,}/g,
  /https:\/\/hooks\.slack\.com\/[^\s"'\\]+/g,
  /\/(?:response|commands|actions)\/T[A-Z0-9]+\/[^\s"'\\]+/g,
  /\b\d{6,}\.\d{6,}\.[0-9a-f]{16,}\b/g,
  /(?<=[?&](?:ticket|token|secret|signature|key|code)=)[^&\s"'\\]+/gi,
  /(?<="(?:[a-z_]*secret|[a-z_]*token|password|api_?key)":")[^"\\]+/gi,
];

/** The text with anything that looks like a credential replaced. */
export function strikeSecrets(text: string): string {
  return SECRETS.reduce((struck, pattern) => struck.replace(pattern, '[secret]'), text);
}

const nothing = () => undefined;

/** A logger that drops everything. */
export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLog,
};

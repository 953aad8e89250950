// Structured logs, one JSON object a line, with everything that could be a secret struck out.
import { pino } from 'pino';

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

/** A logger that writes to `write` (standard output by default). Secrets are struck from the finished line. */
export function createLog(options: { level?: string; write?: (line: string) => void } = {}): Log {
  const write = options.write ?? ((line: string) => void process.stdout.write(line));
  return pino(
    {
      level: options.level ?? 'info',
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Without it an error under this name is written as an empty object.
      serializers: { error: pino.stdSerializers.err },
    },
    { write: (line: string) => write(strikeSecrets(line)) },
  );
}

/** A logger that drops everything. */
export const silentLog: Log = createLog({ level: 'silent' });

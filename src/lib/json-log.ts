// Structured logs, one JSON object a line, with everything that could be a secret struck out.
import { pino } from 'pino';
import { type Log, strikeSecrets } from './log.ts';

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

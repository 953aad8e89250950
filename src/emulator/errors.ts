// The one error of this room: what Slack's API answers when it refuses.

/** A refusal of the Web API: `{ok: false, error: code, ...extra}` with status 200. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Record<string, unknown>;

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
  }
}

/** A refusal with explanations, each shown as an [ERROR] line in response_metadata.messages. */
export function invalidArguments(lines: string[], code = 'invalid_arguments'): SlackError {
  return new SlackError(code, { response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) } });
}

// How Slack is reached, from the environment.

export type SlackSettings = {
  botToken: string;
  mode: 'socket' | 'http';
  /** Socket Mode only. */
  appToken?: string;
  /** HTTP only. */
  signingSecret?: string;
  /** HTTP only: where Slack's requests come in. */
  port: number;
  /** Another address of the Web API than Slack's: the emulator's. */
  apiUrl?: string;
};

/** Where the environment says nothing. */
export const SLACK_DEFAULTS = { SLACK_MODE: 'socket', SLACK_PORT: 3000 } as const;

type SlackVariables = {
  SLACK_BOT_TOKEN?: string;
  SLACK_APP_TOKEN?: string;
  SLACK_SIGNING_SECRET?: string;
  SLACK_MODE?: 'socket' | 'http';
  SLACK_PORT?: number;
  SLACK_API_URL?: string;
};

/** Undefined where no token is set; a token without its companions is a problem. */
export function slackSettings(env: SlackVariables, problems: string[]): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  if (botToken === undefined) {
    if (appToken ?? signingSecret) {
      problems.push(
        'SLACK_BOT_TOKEN: it is missing, but another Slack variable is set. Copy it from OAuth & Permissions.',
      );
    }
    return undefined;
  }
  const mode = env.SLACK_MODE ?? SLACK_DEFAULTS.SLACK_MODE;
  if (mode === 'socket' && appToken === undefined) {
    problems.push(
      'SLACK_APP_TOKEN: Socket Mode needs it. Make one under Basic Information, with connections:write, or set SLACK_MODE=http.',
    );
  }
  if (mode === 'http' && signingSecret === undefined) {
    problems.push('SLACK_SIGNING_SECRET: HTTP mode needs it. Copy it from Basic Information.');
  }
  return {
    botToken,
    mode,
    appToken,
    signingSecret,
    port: env.SLACK_PORT ?? SLACK_DEFAULTS.SLACK_PORT,
    apiUrl: env.SLACK_API_URL,
  };
}

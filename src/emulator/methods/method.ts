// The shape of a Web API method, and what it works with when called.
import type { z } from 'zod';
import type { Workspace } from '../workspace.ts';
import type { Token, TokenKind, User } from '../world.ts';

/** Calls a minute for one app in one workspace: 1, 20, 50, 100. `special` has its own rule. */
export type Tier = 1 | 2 | 3 | 4 | 'special' | 'none';

/** One call: the workspace, and who calls. */
export type Call = Workspace & {
  method: string;
  token: Token;
  /** The user the token acts as: the bot's user, or a person for user tokens. */
  actor: User;
  /** Id of the app the token belongs to. */
  appId: string;
};

/** Fields beside `ok`. `warnings` become `warning` and response_metadata.warnings. */
export type Answer = Record<string, unknown> & { warnings?: string[] };

export type Method = {
  name: string;
  /** Arguments besides the token. Values arrive as form strings or as JSON; see args.ts for readers of both. */
  args: z.ZodObject;
  /** One of these is enough; none: any token will do. */
  scopes: string[];
  tokens: TokenKind[];
  tier: Tier;
  /** Whether a JSON body is read. Where it is not, its fields count as absent, as with Slack. */
  json: boolean;
  /** Needs no token at all (api.test, blocks.validate). */
  open?: boolean;
  run(call: Call, args: never): Answer | Promise<Answer>;
};

type Spec<Args extends z.ZodObject> = Omit<Method, 'args' | 'run' | 'tokens'> & {
  args: Args;
  tokens?: TokenKind[];
  run(call: Call, args: z.output<Args>): Answer | Promise<Answer>;
};

/** A method whose `run` knows the types of its arguments. Tokens: bot and user, unless said otherwise. */
export function method<Args extends z.ZodObject>(spec: Spec<Args>): Method {
  return { tokens: ['bot', 'user'], ...spec };
}

// How what happens in Slack reaches us: over a socket, or over HTTP behind a check of the signature.
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../lib/log.ts';
import { proxyInUse } from '../lib/proxy.ts';
import { onlySigned } from './signed-requests.ts';
import type { Stage } from './stage.ts';

export type SlackSettings = {
  botToken: string;
  /** For Socket Mode. */
  appToken?: string;
  /** For HTTP. */
  signingSecret?: string;
  mode: 'socket' | 'http';
  /** Where HTTP events come in, at `/slack/events`. */
  port: number;
  /** Another Slack than slack.com, with the slash at its end. */
  apiUrl?: string;
  /** Slack id of whoever installed the app; the workspace's owner where it is not given. */
  installer?: string;
};

export function receiverFor(settings: SlackSettings, options: Stage['slack']['options'], log: Log) {
  const { logger, ...clientOptions } = options;
  if (settings.mode === 'socket') {
    return new SocketModeReceiver({
      appToken: settings.appToken ?? '',
      dispatcher: proxyInUse(),
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions },
    });
  }
  const { port, signingSecret = '' } = settings;
  const receiver = new HTTPReceiver({ signingSecret, port, logger, signatureVerification: false });
  receiver.requestListener = onlySigned(receiver.requestListener, signingSecret, log);
  return receiver;
}

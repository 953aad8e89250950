// The channel's new name, after a redaction of what it was named after.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import { numberedChannelName } from '../incident/channel-name.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { incidentOf, ownAsking, type Stage } from './stage.ts';

const named = z.object({ channel: z.object({ name: z.string() }) });

/** The wished name, then numbered ones: another incident of the day may have had its name taken away, too. */
function namesFor({ channelName, number }: Incident): string[] {
  const numbered = numberedChannelName(channelName, number);
  return [channelName, numbered, ...[2, 3, 4, 5].map((again) => numberedChannelName(numbered, again))];
}

async function rename(stage: Stage, channel: string, names: readonly string[]): Promise<string> {
  const now = await stage.slack.call('conversations.info', { channel }, named);
  if (names.includes(now.channel.name)) {
    return now.channel.name;
  }
  for (const name of names) {
    try {
      return (await stage.slack.call('conversations.rename', { channel, name }, named)).channel.name;
    } catch (error) {
      if (!(error instanceof VendorError && error.code === 'name_taken')) {
        throw error;
      }
    }
  }
  throw new VendorError('All names are taken.', { permanent: true, code: 'name_taken' });
}

export function renamePerformer(stage: Stage): Performer<'channel.rename'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const { channel } = incident;
    if (!channel || incident.channelLost || incident.kind === 'imported') {
      return;
    }
    const name = await rename(stage, channel.id, namesFor(incident)).catch((error: unknown) => {
      throw error instanceof VendorError && error.permanent
        ? new VendorError(
            `This channel was named after words that are redacted, and could not be renamed: ${error.message} Rename it by hand in its settings.`,
            { permanent: true, code: error.code, cause: error },
          )
        : error;
    });
    await stage.engine.handle({
      type: 'record-channel-name',
      incident: effect.stream,
      wish: { name },
      asking: ownAsking(stage, effect, 'renamed'),
    });
  };
}

// A process that drafts the review of one incident as the app does, and tells how long that took and how large it grew.
import { composeInWorker } from '../../postmortem/compose-in-worker.ts';
import { serveParent } from './child.ts';

export type DraftTask = { database: string; stream: string };

export type DraftAnswer = {
  ms: number;
  /** Of the whole process, its threads included. */
  peakMb: number;
};

const KILOBYTES_PER_MB = 1_024;

serveParent(async ({ database, stream }: DraftTask): Promise<DraftAnswer> => {
  const compose = composeInWorker({
    module: new URL('../../read-events.ts', import.meta.url).href,
    name: 'readIncidentEvents',
    settings: { file: database },
  });
  const began = performance.now();
  await compose(stream, { word: 'postmortem', workspaceUrl: 'https://acme.slack.com/' });
  const ms = performance.now() - began;
  const peakMb = process.resourceUsage().maxRSS / KILOBYTES_PER_MB;
  return { ms, peakMb };
});

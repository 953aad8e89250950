// Where one comes from the top of a canvas: the channel, the bridge, runbooks, the dashboard, the alert.
import { maskSecrets } from '../evidence/mask.ts';
import type { Incident } from '../incident/state.ts';
import { REDACTED } from '../incident/texts.ts';
import { bareId } from './names.ts';

/** In the canvas alone: whoever reads it is in the channel, and a bridge's address lets everybody in who has it. */
export type HeadLink = { label: string; url: string };

const RUNBOOK_MAX = 60;

function runbooksOf({ runbooks = [], links }: Incident): (HeadLink | undefined)[] {
  if (runbooks.length === 0) {
    return [linkTo('Runbook', links.runbook)];
  }
  return runbooks.map(({ title, url }) => {
    const unnamed = title.text === REDACTED || /^runbook$/i.test(title.text);
    return linkTo((unnamed ? 'Runbook' : `Runbook: ${title.text}`).slice(0, RUNBOOK_MAX), url);
  });
}

/** An address with a secret in it is no link for a page. */
const linkTo = (label: string, url: string | undefined): HeadLink | undefined =>
  url !== undefined && /^https?:\/\//.test(url) && maskSecrets(url) === url
    ? { label: maskSecrets(label), url }
    : undefined;

export function headLinks(incident: Incident, workspaceUrl?: string): HeadLink[] {
  const { channel, bridge, links } = incident;
  const base = workspaceUrl?.replace(/\/$/, '');
  return [
    linkTo('Channel', channel && base && `${base}/archives/${bareId(channel.id)}`),
    ...(bridge ? [{ label: 'Bridge', url: bridge.joinUrl }] : []),
    ...runbooksOf(incident),
    linkTo('Dashboard', links.dashboard),
    linkTo('Alert', links.source),
  ].flatMap((one) => one ?? []);
}

// The bridge in words: how to get in.
import type { Incident } from '../incident/state.ts';
import { escaped, link } from './blocks.ts';

export type Bridge = NonNullable<Incident['bridge']>;

/** `Join the bridge (Zoom)` as a link, and the ways by telephone. mrkdwn. */
export function bridgeWords({ vendor, joinUrl, passcode, dialIn }: Bridge): string {
  const phones = dialIn.map(({ number, country, code }) =>
    [escaped(country ? `${country} ${number}` : number), code ? `code ${escaped(code)}` : '']
      .filter(Boolean)
      .join(', '),
  );
  return [
    `${link(joinUrl, 'Join the bridge')} (${escaped(vendor.label)}).`,
    passcode ? `Passcode: ${escaped(passcode)}.` : '',
    phones.length > 0 ? `By phone: ${phones.join('; ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

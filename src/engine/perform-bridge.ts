// Opens the bridge of an incident, once however often it is tried, and ends it.
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Bridges } from '../integrations/bridges/port.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeaveWhole } from '../policy/private.ts';
import type { Performer } from './performer.ts';
import { incidentOf, type Plugged, tellFact, throughVendor, type VendorDesk } from './vendor-desk.ts';

/** The same for every attempt and every asking within one opening of the incident. */
const meetingKey = ({ id, reopens }: Incident) => `firescribe-${id}-${reopens}`;

/** There is one already, and its link leads to the channel that the incident has now. */
function stands({ bridge, channel }: Incident, embedded: boolean): boolean {
  return bridge !== undefined && (!embedded || bridge.meeting === channel?.id);
}

export function bridgeOpener(
  desk: VendorDesk & { policy: () => Policy },
  { id, label, port }: Plugged<Bridges>,
): Performer<'bridge.open'> {
  return (effect) =>
    throughVendor(desk, effect, { what: 'bridge', vendor: label }, async () => {
      const incident = await incidentOf(desk, effect.stream);
      const { channel, number, title } = incident;
      const name = mayLeaveWhole(desk.policy(), incident, 'bridges') ? ` ${title.text}` : '';
      const over = !isOpen(incident.status) && incident.status !== 'resolved';
      if (over || !channel || incident.channelLost || stands(incident, id === 'huddle')) {
        return;
      }
      const { id: meeting, ...ways } = await port.open({
        key: meetingKey(incident),
        topic: `INC-${number}${name}`.slice(0, 200),
        chat: { team: channel.team, channel: channel.id },
        again: effect.attempt > 1 || incident.missing?.bridge !== undefined,
      });
      const { joinUrl, passcode, dialIn } = ways;
      const wish = {
        vendor: { id, label },
        meeting,
        joinUrl,
        dialIn: dialIn.map((way) => ({ ...way })),
        ...(passcode === undefined ? {} : { passcode }),
      };
      await tellFact(desk, effect, { type: 'record-bridge', wish, what: 'bridge' });
    });
}

export function bridgeEnder(desk: VendorDesk, { id, port }: Plugged<Bridges>): Performer<'bridge.end'> {
  return async (effect) => {
    const { meeting } = effect.payload;
    const { bridge, status } = await incidentOf(desk, effect.stream);
    const reopened = status !== 'closed' && status !== 'canceled';
    if (reopened || bridge?.meeting !== meeting) {
      return;
    }
    // One that another vendor opened, before the configuration was changed, cannot be ended from here.
    if (bridge.vendor.id === id) {
      await port.end(meeting);
    }
    await tellFact(desk, effect, { type: 'record-bridge-ended', wish: { meeting }, what: 'ended' });
  };
}

// Performs pages: wakes people through the vendor that can, follows whether they answer, and ends there what ended here.
import type { Recorded } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import { pageKey } from '../incident/page-key.ts';
import type { VendorValue } from '../incident/page-values.ts';
import { targetLabel } from '../incident/pages-told.ts';
import type { Incident } from '../incident/state.ts';
import {
  NOBODY_THERE,
  type OnCall,
  type Paged,
  type PageRequest,
  type PageTarget,
  type Who,
} from '../integrations/on-call/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { mayLeaveWhole } from '../policy/private.ts';
import type { EffectOf } from '../workflows/effects.ts';
import { PAGE_WAITS_MS } from '../workflows/page-people.ts';
import { acknowledgePerformer, followPerformer, resolvePerformer } from './follow-pages.ts';
import {
  eventOf,
  faceOf,
  incidentOf,
  mostUrgent,
  type OnCallDesk,
  type OnCallVendor,
  responderOf,
  tell,
  vendorOf,
} from './on-call-desk.ts';
import type { Performer, Performers } from './performer.ts';

/** The embedded default: a direct message and a mention. */
const SLACK: VendorValue = { id: 'slack', label: 'Slack' };

type Pager = NonNullable<OnCall['pager']>;
type Paging = { desk: OnCallDesk; effect: EffectOf<'person.page'>; asked: Recorded<'page-asked'> };
/** By whom, and whom; without a pager people are written to. */
type Plan =
  | { vendor: OnCallVendor; pager: Pager; target: PageTarget }
  | { vendor: undefined; people: readonly Who[] };

const asValue = ({ id, label }: VendorValue): VendorValue => ({ id, label });

async function planOf({ desk, asked }: Paging): Promise<Plan> {
  const { target } = asked.data;
  if (target.kind === 'person') {
    return forPeople(desk, [
      { slackId: target.who.id, ...(target.who.name ? { name: target.who.name } : {}) },
    ]);
  }
  const vendor = vendorOf(desk, target.vendor);
  if (vendor.port.pager) {
    return { vendor, pager: vendor.port.pager, target: { kind: 'schedule', id: target.schedule } };
  }
  const shifts = await vendor.port.onCall({ schedule: target.schedule, at: desk.clock.now() });
  if (shifts.length === 0) {
    throw new VendorError(`Nobody is on call for ${target.label} at the moment. Page a person by name.`, {
      permanent: true,
      code: 'nobody_on_call',
    });
  }
  return forPeople(
    desk,
    mostUrgent(shifts).map(({ who }) => who),
  );
}

/** Vendors know people by their address. Where one has none that we know, all are written to instead. */
async function forPeople(desk: OnCallDesk, people: readonly Who[]): Promise<Plan> {
  const vendor = desk.vendors.find(({ port }) => port.pager?.reachesPeople);
  const known = vendor ? await Promise.all(people.map((who) => withAddress(desk, who))) : [];
  return vendor?.port.pager && known.every(({ email }) => email)
    ? { vendor, pager: vendor.port.pager, target: { kind: 'people', people: known } }
    : { vendor: undefined, people };
}

async function withAddress(desk: OnCallDesk, who: Who): Promise<Who> {
  if (who.email) {
    return who;
  }
  const { name, email } = await responderOf(desk, who);
  return { ...who, name, ...(email ? { email } : {}) };
}

/** What stands on the pager. The title of a private incident stays here, unless the configuration allows it. */
function requestOf({ desk, asked }: Paging, incident: Incident, target: PageTarget): PageRequest {
  const kind = incident.kind === 'drill' ? 'Drill: ' : '';
  const whole = mayLeaveWhole(desk.policy(), incident, 'pages');
  const title = whole ? incident.title.text : 'a private incident';
  const why = asked.content?.why;
  const service = incident.service && whole ? `Service: ${incident.service}` : '';
  const by = `${asked.actor.name ?? 'Somebody'} asks for you in INC-${incident.number} (${incident.severity.label})${why && whole ? `: ${why}` : '.'}`;
  const link = desk.linkTo(incident);
  return {
    target,
    title: `${kind}INC-${incident.number} ${title}`,
    details: [by, service, link ?? ''].filter(Boolean).join('\n'),
    incidentKey: pageKey(incident.number, asked.id),
    ...(link ? { link } : {}),
  };
}

function pagePerformer(desk: OnCallDesk): Performer<'person.page'> {
  return async (effect) => {
    const asked = await eventOf(desk, effect.payload.page, 'page-asked');
    const paging = { desk, effect, asked };
    const plan = await planOf(paging).catch((error: unknown) => trouble(paging, undefined, error));
    const incident = await incidentOf(desk, effect.stream);
    if (plan.vendor === undefined) {
      await (isOpen(incident.status) ? written(paging, plan.people) : undefined);
      return;
    }
    const { vendor, pager, target } = plan;
    if (!isOpen(incident.status)) {
      await pager.withdraw(pageKey(incident.number, asked.id));
      return;
    }
    const request = requestOf(paging, incident, target);
    const paged = await page(paging, { vendor, pager, request });
    if (paged === undefined) {
      await written(paging, target.kind === 'people' ? target.people : []);
      return;
    }
    const people = paged.people ?? (target.kind === 'people' ? target.people : []);
    await tell(
      desk,
      effect,
      [
        'record-page',
        {
          page: asked.id,
          label: targetLabel(asked.data.target),
          vendor: asValue(vendor),
          pager: true,
          ref: paged.ref,
          ...(paged.url ? { url: paged.url } : {}),
          people: await Promise.all(people.map((who) => faceOf(desk, who))),
        },
      ],
      'paged',
    );
  };
}

/** Undefined where the vendor does not know the people: then they are written to. */
async function page(
  paging: Paging,
  { vendor, pager, request }: { vendor: OnCallVendor; pager: Pager; request: PageRequest },
): Promise<Paged | undefined> {
  try {
    return await pager.page(request);
  } catch (error) {
    const stranger = error instanceof VendorError && error.code === NOBODY_THERE;
    return stranger && request.target.kind === 'people' ? undefined : trouble(paging, vendor, error);
  }
}

async function written({ desk, effect, asked }: Paging, people: readonly Who[]): Promise<void> {
  const responders = await Promise.all(people.map((who) => responderOf(desk, who)));
  if (!responders.some(({ slack }) => slack)) {
    const who = responders.map(({ name }) => name).join(', ');
    throw new VendorError(
      `${who} has no account in this workspace, and no pager is connected. Call them; their profile or firescribe.yml needs the right address.`,
      { permanent: true, code: 'not_here' },
    );
  }
  const label = targetLabel(asked.data.target);
  const wish = { page: asked.id, label, vendor: SLACK, pager: false, people: responders };
  await tell(desk, effect, ['record-page', wish], 'paged');
}

const NOTICED_MS = 5_000;

/** What goes by within a second or two is nobody’s business. */
const isNoticed = ({ retryAfterMs = 0 }: VendorError, attempt: number) =>
  attempt > 1 || retryAfterMs > NOTICED_MS;

/** From the second failure on people hear of it while it is tried again: they may be quicker by telephone. */
async function trouble(paging: Paging, vendor: VendorValue | undefined, error: unknown): Promise<never> {
  const { desk, effect, asked } = paging;
  if (error instanceof VendorError && !error.permanent && isNoticed(error, effect.attempt)) {
    const { target } = asked.data;
    const id = target.kind === 'schedule' ? target.vendor : 'slack';
    const wish = {
      page: asked.id,
      label: targetLabel(target),
      vendor: vendor
        ? asValue(vendor)
        : { id, label: desk.vendors.find((one) => one.id === id)?.label ?? id },
      until: asked.occurredAt + PAGE_WAITS_MS,
      why: error.message,
    };
    await tell(desk, { ...effect, key: asked.id }, ['record-page-trouble', wish], 'trouble');
  }
  throw error;
}

/** Everything about pages that is no message in Slack. */
export const pagePerformers = (desk: OnCallDesk): Performers => ({
  'person.page': pagePerformer(desk),
  'page.follow': followPerformer(desk),
  'page.acknowledge': acknowledgePerformer(desk),
  'page.resolve': resolvePerformer(desk),
});

// Opsgenie (and its successor, by another base address): schedules say who is on call; alerts wake people.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import {
  type Opsgenie,
  type OpsgenieSettings,
  opsgenieAccount,
  opsgenieSettings,
} from './opsgenie-account.ts';
import { opsgeniePager } from './opsgenie-pager.ts';
import type { AboutSchedule, OnCall, Shift } from './port.ts';
import { mostUrgentOnce, sameWho } from './shifts.ts';

/** Opsgenie wraps its answers in `data`, its successor does not; a person is a name, or a record of one. */
const person = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const present = z
  .object({
    onCallRecipients: z.array(person).nullish(),
    onCallUsers: z.array(person).nullish(),
    onCallParticipants: z.array(person).nullish(),
  })
  .refine((answer) => Object.keys(answer).length > 0, 'it does not say who is on call');
const onCalls = z.union([z.object({ data: present }).transform(({ data }) => data), present]);

const period = z.object({
  startDate: z.string(),
  endDate: z.string(),
  type: z.string().nullish(),
  recipient: z
    .object({ id: z.string().nullish(), name: z.string().nullish(), type: z.string().nullish() })
    .nullish(),
  responder: z.object({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
});
const line = z.object({
  finalTimeline: z.object({
    rotations: z.array(z.object({ periods: z.array(period).nullish() })),
  }),
});
const timelines = z.union([z.object({ data: line }).transform(({ data }) => data), line]);

const iso = (at: number) => new Date(at).toISOString();

async function whoIsOn(genie: Opsgenie, { schedule, at }: AboutSchedule): Promise<string[]> {
  const id = await genie.scheduleId(schedule);
  const answer = await genie.http.json(
    {
      method: 'GET',
      path: genie.path(`schedules/${id}/on-calls`),
      query: { ...(genie.isSuccessor ? {} : { scheduleIdentifierType: 'id' }), flat: true, date: iso(at) },
    },
    onCalls,
  );
  return answer.onCallRecipients ?? answer.onCallUsers ?? answer.onCallParticipants ?? [];
}

/** Who has which part of the coming two months, in order. */
async function periods(genie: Opsgenie, { schedule, at }: AboutSchedule): Promise<Shift[]> {
  const id = await genie.scheduleId(schedule);
  const answer = await genie.http.json(
    {
      method: 'GET',
      path: genie.path(`schedules/${id}/timeline`),
      query: {
        ...(genie.isSuccessor ? {} : { identifierType: 'id' }),
        intervalUnit: 'months',
        interval: 2,
        date: iso(at),
      },
    },
    timelines,
  );
  const all = answer.finalTimeline.rotations.flatMap(({ periods: found }) => found ?? []);
  const shifts = await Promise.all(all.map((one) => shiftOf(genie, one)));
  return shifts.flat().sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
}

async function shiftOf(genie: Opsgenie, one: z.output<typeof period>): Promise<Shift[]> {
  const [from, to] = [Date.parse(one.startDate), Date.parse(one.endDate)];
  const named = genie.isSuccessor ? (one.responder?.id ?? one.recipient?.id) : one.recipient?.name;
  if (!named || Number.isNaN(from) || Number.isNaN(to) || (one.recipient?.type ?? 'user') !== 'user') {
    return [];
  }
  return [{ who: await genie.whoOf(named), from, to }];
}

/** That their turn ends is good to know; that it is theirs is known without. */
async function endsOf(genie: Opsgenie, about: AboutSchedule): Promise<Shift[]> {
  try {
    return await periods(genie, about);
  } catch (error) {
    if (error instanceof VendorError) {
      return [];
    }
    throw error;
  }
}

function create(settings: OpsgenieSettings, { http, pause = wait }: Deps): OnCall {
  const genie = opsgenieAccount(settings, http);
  return {
    async onCall(about) {
      const [named, all] = await Promise.all([whoIsOn(genie, about), endsOf(genie, about)]);
      const people = await Promise.all(named.map((one) => genie.whoOf(one)));
      const shifts = people.map((who): Shift => {
        const theirs = all.find(
          (one) => sameWho(one.who, who) && (one.from ?? 0) <= about.at && about.at < (one.to ?? 0),
        );
        return { ...theirs, who };
      });
      return mostUrgentOnce(shifts);
    },
    async next(about) {
      const [named, all] = await Promise.all([whoIsOn(genie, about), periods(genie, about)]);
      const people = await Promise.all(named.map((one) => genie.whoOf(one)));
      const coming = all.filter(
        ({ from, who }) => (from ?? 0) > about.at && !people.some((present) => sameWho(present, who)),
      );
      return coming.slice(0, 1);
    },
    async check() {
      await genie.http.done({ method: 'GET', path: genie.path('schedules') });
      return undefined;
    },
    pager: opsgeniePager({ ...genie, pause }),
  };
}

export const opsgenie = vendor<OpsgenieSettings, OnCall>({
  id: 'opsgenie',
  label: 'Opsgenie',
  settings: opsgenieSettings,
  env: {
    OPSGENIE_API_KEY: 'apiKey',
    OPSGENIE_API_URL: 'apiUrl',
    OPSGENIE_EMAIL: 'email',
    OPSGENIE_SITE_URL: 'siteUrl',
  },
  required: ['OPSGENIE_API_KEY'],
  create,
  check: (port) => port.check(),
});

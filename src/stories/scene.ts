// A scene: the cast at work with the whole app, on a clock that is moved by hand; every post of the bot has to be expected.
import { jest } from '@jest/globals';
import type { Person } from '../emulator/person/person.ts';
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import type { alert as firing } from '../webhooks/fixtures/alertmanager.ts';
import { type Backstage, openBackstage, type SceneOptions } from './backstage.ts';
import { sendAlert } from './play.ts';
import { listed, type Posted, type Posts, postsOf } from './posts.ts';
import { type Review, readReview } from './review.ts';

export type Scene = Record<'ana' | 'bo' | 'chidi' | 'dev', Person> &
  Omit<Backstage, 'trouble' | 'close'> &
  Acts &
  Looks & {
    /** The bot's user id. */
    bot: string;
    restart(): Promise<void>;
    /** Fails on every post that no expectation took, and on every error in the log that nobody expected. */
    nothingElse(): Promise<void>;
  };

type Acts = {
  /** Alertmanager tells of an alert that began just now. */
  alert(parts?: Parameters<typeof firing>[0]): Promise<void>;
  /** Ana declares in #incidents. Resolves with the new channel's id; answer, card and announcement are expected. */
  declare(line?: string): Promise<string>;
  /** Bo resolves with words; what is said of it is expected. */
  resolve(channel: string, words?: string): Promise<void>;
};

type Looks = {
  /** The channel of an incident that opened, by its number. */
  channelOf(number: number): Promise<string>;
  /** A message of the bot in a channel or thread; it waits a few story seconds for it. */
  said(channel: string, words: RegExp): Promise<Posted>;
  /** Words of the bot for one person: seen by them alone, or in a direct message. */
  whispered(person: Person, words: RegExp): Promise<Posted>;
  /** The pinned card. */
  card(channel: string): Promise<Posted>;
  /** The review as it was delivered last, with its message and files. */
  review(channel: string): Promise<Review>;
  entries(channel: string): Promise<Entry[]>;
  incident(channel: string): Promise<Incident>;
};

if (process.env.STORY_LATENCY) {
  jest.setTimeout(600_000);
}

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0)) {
    await close();
  }
});

export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const behind = await openBackstage(options);
  closings.push(behind.close);
  const { slack, company, settled } = behind;
  const posts = postsOf(slack, company.app.botUserId);
  const looks = looksAt(behind, posts);
  await behind.start();
  if (behind.app().slack.health().state === 'connected') {
    await take(behind, posts, 'that it runs', ({ words }) => /Firescribe (is ready|runs)/.test(words));
  }
  return {
    ...behind,
    ...looks,
    ...actsOf(behind, posts, looks),
    ana: slack.as('ana'),
    bo: slack.as('bo'),
    chidi: slack.as('chidi'),
    dev: slack.as('dev'),
    bot: company.app.botUserId,
    async restart() {
      await behind.stop();
      await behind.start();
    },
    async nothingElse() {
      await settled();
      expect([listed(slack, posts.unexpected()), behind.trouble().join('\n')]).toEqual(['', '']);
    },
  };
}

async function take(
  { settled, slack }: Backstage,
  posts: Posts,
  what: string,
  fits: (posted: Posted) => boolean,
): Promise<Posted> {
  await settled();
  const found = posts.take(fits);
  if (!found) {
    throw new Error(
      `The bot did not say ${what}. Not expected so far:\n${listed(slack, posts.unexpected())}`,
    );
  }
  return found;
}

function actsOf(behind: Backstage, posts: Posts, looks: Looks): Acts {
  const { slack, clock, app } = behind;
  return {
    async alert(parts = {}) {
      const startsAt = new Date(clock.now()).toISOString();
      await sendAlert(app().web.url, { startsAt, ...parts });
    },
    async declare(line = 'Checkout is slow --sev 2') {
      const { ts } = await slack.as('ana').slash('incidents', `/incident declare ${line}`);
      // A time stamp is one of a kind in its channel only.
      const isAnswer = (posted: Posted) =>
        posted.ts === ts && posted.channel === slack.see.channel('incidents')?.id;
      const answer = await take(behind, posts, 'that it is declared', isAnswer);
      const number = Number(/INC-(\d+)/.exec(answer.words)?.[1]);
      const channel = await looks.channelOf(number);
      await looks.card(channel);
      await looks.said('incidents', new RegExp(`^INC-${number} `));
      return channel;
    },
    async resolve(channel, words = 'rolled back') {
      await slack.as('bo').slash(channel, `/incident resolve ${words}`);
      await looks.said(channel, /Bo resolved this incident/);
      await looks.said('incidents', /Status: \*resolved\*/);
    },
  };
}

function looksAt(behind: Backstage, posts: Posts): Looks {
  const { slack, company, app, settled } = behind;
  const idOf = (channel: string) => slack.see.channel(channel)?.id ?? channel;
  const questions = () => app().core.engine.questions;
  const isTo = ({ id }: Person, { to, channel }: Posted) =>
    to === id || (slack.see.channel(channel)?.kind === 'im' && slack.see.members(channel).includes(id));

  async function incident(channel: string): Promise<Incident> {
    await settled();
    const found = await questions().byChannel(company.app.teamId, idOf(channel));
    if (!found) {
      throw new Error(`${channel} is not the channel of an incident.`);
    }
    return found;
  }

  return {
    incident,
    said: (channel, words) =>
      take(
        behind,
        posts,
        `${words} in ${channel}`,
        (posted) => posted.channel === idOf(channel) && !posted.to && words.test(posted.words),
      ),
    whispered: (person, words) =>
      take(
        behind,
        posts,
        `${words} to ${slack.see.user(person.id).name}`,
        (posted) => isTo(person, posted) && words.test(posted.words),
      ),
    async channelOf(number) {
      await settled();
      const found = await questions().byNumber(number, { kind: 'operator' });
      if (!found?.channel) {
        throw new Error(`INC-${number} has no channel.`);
      }
      return found.channel.id;
    },
    async card(channel) {
      const { card } = await incident(channel);
      const isCard = (posted: Posted) => posted.channel === card?.channel && posted.ts === card.ts;
      posts.take(isCard);
      const found = posts.all().find(isCard);
      if (!found || !slack.see.pins(channel).some(({ ts }) => ts === found.ts)) {
        throw new Error(`No card is pinned in ${channel}.`);
      }
      return found;
    },
    async entries(channel) {
      const { id } = await incident(channel);
      return questions().entries(`incident/${id}`, { kind: 'operator' });
    },
    review: async (channel) =>
      readReview({ slack, posts, core: app().core, incident: await incident(channel) }),
  };
}

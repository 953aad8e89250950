// Slack, put together: one client, capture before Bolt, the deeds, the performers, and staying connected.
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Engine } from '../engine/engine-port.ts';
import type { LastTold } from '../engine/last-told.ts';
import type { Faces } from '../engine/on-call-desk.ts';
import type { Performers } from '../engine/performer.ts';
import type { Proposals } from '../engine/proposals.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Actor } from '../incident/values.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Patience } from '../lib/patience.ts';
import type { Policy } from '../policy/policy.ts';
import { afterOpening } from './after-opening.ts';
import { createCapture } from './capture.ts';
import { capturing } from './capturing-receiver.ts';
import type { Check } from './check.ts';
import { appOf, checkSlack, type DoctorTools, doctorOf, postChecklist } from './checklist.ts';
import { createClient } from './client.ts';
import { createConnection, type Health } from './connection.ts';
import type { Deed, DeedContext } from './deed.ts';
import { registerDeeds } from './deeds.ts';
import { draftGate } from './draft-gate.ts';
import { emailOf } from './email.ts';
import { createFaces } from './faces.ts';
import { createChannelFinder } from './find-channel.ts';
import { createHomes, type Homes } from './home.ts';
import { permalinkOf } from './ids.ts';
import { createListening } from './listening.ts';
import { createDirectory } from './people.ts';
import { slackPerformers } from './performer.ts';
import { receiverFor, type SlackSettings } from './receiver.ts';
import { createRepair, type Repair } from './repair.ts';
import type { Desk } from './run-line.ts';
import { createSession, knownOf } from './session.ts';
import { closeSocket, openSocket } from './socket.ts';
import type { Files, Stage } from './stage.ts';
import { reviewAsWritten } from './written-review.ts';

const LARGEST_FILE = 20 * 1024 * 1024;

/** What deeds may need of Slack itself. */
export type DeedTools = { faces: Faces; doctor: DoctorTools };

export type SlackOptions = {
  settings: SlackSettings;
  engine: Engine;
  /** Asked at each use: it may change while we run. */
  policy: () => Policy;
  files: Files;
  /** Larger files are noted, not kept. Bytes; 20 MB where it is not given. */
  maxFileBytes?: number;
  /** Whose model may be asked for words. Said also where a draft is announced: whom it waits for, and how long. */
  narrator?: Proposals;
  /** How long an acknowledgement waits for the commit: see `ackInTime`. */
  patience?: Patience;
  told: LastTold;
  clock: Clock;
  log: Log;
  deeds: (tools: DeedTools) => readonly Deed[];
};

export type Slack = {
  performers: Performers;
  /** Who is who, for those who page and look up schedules. */
  faces: Faces;
  /**
   * Begins to listen and to connect. Resolves when the first attempt has succeeded or failed; further attempts go on by
   * themselves. Rejects only where the HTTP port cannot be opened.
   */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Where HTTP mode listens: SLACK_PORT, or the free port that was found where that is 0. Undefined where it does not listen. */
  port(): number | undefined;
  health(): Health;
  /** Tries what Slack has to allow, and says what is missing and how to mend it. */
  checks(): Promise<Check[]>;
  /** Compares an incident's channel with the record, or every open incident's. */
  repair: Pick<Repair, 'incident' | 'open'>;
  /** For drafting: compares within twenty seconds if it can, and says up to when history is compared. */
  compareForDraft: Repair['forDraft'];
  /** The address that somebody gave Slack; undefined where it is hidden. @throws VendorError */
  emailOf(person: Actor): Promise<string | undefined>;
  /** See `written-review.ts`. */
  reviewAsWritten(stream: string): Promise<string | undefined>;
  /** `https://acme.slack.com/`; undefined until Slack has answered once. */
  workspaceUrl(): string | undefined;
  /** Slack's id of our bot; undefined as long. */
  bot(): string | undefined;
  /** Slack's id of our workspace; undefined as long. */
  team(): string | undefined;
};

function setStage({ settings, ...given }: SlackOptions, onTokenTrouble: (why: string) => void): Stage {
  const session = createSession();
  const directory = createDirectory(() => session.known() ?? { team: '' }, given.clock, given.log);
  const slack = createClient({
    token: settings.botToken,
    apiUrl: settings.apiUrl,
    clock: given.clock,
    log: given.log,
    onTokenTrouble: (error) => onTokenTrouble(error.message),
  });
  const { engine, files, told, clock, log, narrator, maxFileBytes = LARGEST_FILE } = given;
  const installer = settings.installer ? { installer: settings.installer } : {};
  const socketApp = settings.mode === 'socket' ? appOf(settings.appToken) : undefined;
  const token = settings.botToken;
  return {
    ...{ slack, session, directory, engine, files, told, maxFileBytes, clock, log, token, ...installer },
    ...(narrator ? { narrator } : {}),
    ...(socketApp ? { socketApp } : {}),
    get policy() {
      return given.policy();
    },
  };
}

/** Team and bot are asked for each time: they are known once Slack has answered. So is the policy: it may have changed. */
function deedContext(stage: Stage): DeedContext {
  const { session } = stage;
  return {
    engine: stage.engine,
    get policy() {
      return stage.policy;
    },
    people: stage.directory,
    now: () => stage.clock.now(),
    get team() {
      return session.known()?.team ?? '';
    },
    get botUser() {
      return session.known()?.botUser ?? '';
    },
    permalink: (place, thread) => permalinkOf(session.identity().teamUrl, place, thread),
    gate: (incident) => draftGate(stage, incident),
    ...(stage.narrator ? { narrator: stage.narrator } : {}),
  };
}

function deskOf(stage: Stage, deeds: readonly Deed[], { patience }: Pick<SlackOptions, 'patience'>): Desk {
  const { directory, slack } = stage;
  const meet = (user: string) => directory.meet(slack, user);
  return { deeds, context: deedContext(stage), meet, ...(patience ? { patience } : {}) };
}

function boltApp(stage: Stage, receiver: Receiver): App {
  const app = new App({
    receiver,
    authorize: async () => {
      const { team, botUser, botId } = stage.session.identity();
      return { botToken: stage.token, teamId: team, botUserId: botUser, botId };
    },
    convoStore: false,
    logger: stage.slack.options.logger,
    clientOptions: stage.slack.options,
  });
  app.error(async (error) => {
    stage.log.error({ error }, 'Something that Slack sent could not be handled.');
    throw error;
  });
  return app;
}

/** Work beside the path to an ack: a failure is logged and ends there. */
function aside(stage: Stage, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => stage.log.error({ error }, what));
}

function listen(app: App, stage: Stage, homes: Homes, refused: (why: string) => void): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') {
      aside(stage, 'The Home tab could not be shown.', homes.opened(event.user));
    }
  });
  const gone = async () =>
    refused('The app was uninstalled, or its token was revoked. Reinstall it and set SLACK_BOT_TOKEN.');
  app.event('tokens_revoked', gone);
  app.event('app_uninstalled', gone);
}

/** After each connection, in order: who people are, then what was missed while away, then the checklist where it is news. */
async function catchUp(
  stage: Stage,
  repair: Repair,
  channels: ReturnType<typeof createChannelFinder>,
  first: boolean,
) {
  if (first) {
    await stage.directory.load(stage.slack);
  }
  await repair.open('whole');
  if (first) {
    await postChecklist(stage, channels);
  }
}

export function createSlack(options: SlackOptions): Slack {
  const { settings, engine } = options;
  const stage = setStage(options, (why) => connection.refused(why));
  const { session, directory, clock, log, slack } = stage;
  const channels = createChannelFinder(slack);
  const repair = createRepair(stage);
  const faces = createFaces(stage);
  const desk = deskOf(stage, options.deeds({ faces, doctor: doctorOf(stage, channels) }), options);
  const capture = createCapture({
    engine,
    session,
    directory,
    clock,
    log,
    onStranger: (user) => aside(stage, 'A person could not be looked up.', directory.learn(slack, user)),
  });
  const receiver = receiverFor(settings, slack.options, log);
  const listening = receiver instanceof HTTPReceiver ? createListening(receiver, log) : undefined;
  const socket = receiver instanceof SocketModeReceiver ? receiver.client : undefined;
  const app = boltApp(stage, capturing(receiver, capture));
  const connection = createConnection({
    identify: () => session.open(slack),
    open: async () => socket && openSocket(socket, () => connection.lost()),
    close: async () => socket && closeSocket(socket),
    now: () => clock.now(),
    log,
    onConnected: (first) =>
      aside(stage, 'Catching up with Slack failed.', catchUp(stage, repair, channels, first)),
  });
  registerDeeds(app, desk);
  const homes = createHomes(stage);
  listen(app, stage, homes, connection.refused);
  let endings: (() => void)[] = [];
  const onEvent = (event: IncidentEvent): void => {
    if (event.type === 'channel-opened') {
      aside(stage, 'What was said early is left to repair.', afterOpening(event, stage, capture, repair));
    }
    if (event.type === 'privacy-changed') {
      aside(stage, 'Home tabs could not be brought up to date.', homes.again());
    }
    if (event.type === 'member-left') {
      aside(stage, 'A Home tab could not be brought up to date.', homes.again(event.data.who.id));
    }
  };

  return {
    performers: slackPerformers(stage, { channels, repair, desk }),
    faces,
    port: () => listening?.port(),
    health: connection.health,
    checks: () => checkSlack(stage, channels),
    repair,
    compareForDraft: repair.forDraft,
    emailOf: (person) => emailOf(stage, person),
    reviewAsWritten: (stream) => reviewAsWritten(stage, stream),
    ...knownOf(session),
    async start() {
      endings = [repair.every(), engine.onCommit((events) => events.forEach(onEvent))];
      await listening?.start(settings.port);
      await connection.start();
    },
    async stop() {
      for (const end of endings.splice(0)) {
        end();
      }
      directory.stop();
      await connection.stop();
      await listening?.stop();
    },
  };
}

// `firescribe export`: one incident of the record as text, over a connection that only reads. The app may run meanwhile.
import { createQuestions } from '../engine/questions.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { type ExportFormat, exportIncident } from '../postmortem/export.ts';
import type { FileStore } from '../timeline/port.ts';
import { openReader } from '../timeline/sqlite.ts';
import type { TemplateOf } from './export-template.ts';
import { findIncident } from './find-incident.ts';

/** More than any incident has; they are looked through for the few that the review names. */
const MOST_GRAPHS = 1_000;

export type ExportOptions = {
  database: string;
  /** `INC-42` or `42`. */
  incident: string;
  format: ExportFormat;
  word?: 'postmortem' | 'retrospective';
  /** What gives the review its shape; absent: all sections. */
  templateOf?: TemplateOf;
  /** Where links lead, if the record does not know. */
  workspaceUrl?: string;
};

/** Slack told our workspace's address with each canvas and each permalink. */
function workspaceOf(events: readonly IncidentEvent[]): string | undefined {
  const links = events.map((event) => {
    switch (event.type) {
      case 'postmortem-delivered':
        return event.data.canvas?.permalink;
      case 'evidence-copied':
      case 'message-posted':
        return event.data.permalink;
      default:
        return undefined;
    }
  });
  const link = links.findLast((one) => one !== undefined && URL.canParse(one));
  return link === undefined ? undefined : new URL(link).origin;
}

/** Our bot, where a change on record was asked for in a message: it begins with its mention. */
function botOf(events: readonly IncidentEvent[]): string | undefined {
  const asked = new Set(events.flatMap(({ source }) => (source.kind === 'mention' ? [source.key] : [])));
  const command = events.find((event) => event.type === 'message-posted' && asked.has(event.source.key));
  const text = command?.type === 'message-posted' ? (command.content?.text ?? '') : '';
  return /^\s*<@(?<bot>[A-Z0-9]+)/.exec(text)?.groups?.bot;
}

/**
 * Pictures that the text names, from the file store. Bytes that are not there any more (redacted, or lost) are left out.
 * @throws Error where the database cannot be read or there is no such incident.
 */
export async function exportPictures(
  options: Pick<ExportOptions, 'database' | 'incident'> & { files: Pick<FileStore, 'read'>; text: string },
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const reader = openReader({ file: options.database });
  try {
    const questions = createQuestions(reader);
    const incident = await findIncident(questions, options.incident);
    const kept = await questions.ofType(`incident/${incident.id}`, 'graph-kept', MOST_GRAPHS);
    const named = kept.flatMap(({ data: { picture } }) =>
      picture?.sha256 && options.text.includes(picture.name) ? [[picture.name, picture.sha256] as const] : [],
    );
    const read = [...new Map(named)].map(async ([name, sha256]) => {
      const bytes = await options.files.read(sha256);
      return bytes ? [{ name, bytes }] : [];
    });
    return (await Promise.all(read)).flat();
  } finally {
    await reader.close();
  }
}

/** @throws Error where the database cannot be read or there is no such incident. */
export async function exportText(options: ExportOptions): Promise<string> {
  const reader = openReader({ file: options.database });
  try {
    const questions = createQuestions(reader);
    const incident = await findIncident(questions, options.incident);
    const events = await questions.events(`incident/${incident.id}`);
    const workspaceUrl = options.workspaceUrl ?? workspaceOf(events);
    const bot = botOf(events);
    const template = options.templateOf?.(incident);
    return exportIncident(events, options.format, {
      word: options.word ?? 'postmortem',
      ...(template === undefined ? {} : { template }),
      ...(workspaceUrl === undefined ? {} : { workspaceUrl }),
      ...(bot === undefined ? {} : { bot }),
    });
  } finally {
    await reader.close();
  }
}

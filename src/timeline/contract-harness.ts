// What an implementation hands to the contract, and the few things the contract writes.
import type { Append, AppendResult, NewEffect, NewEvent, StoredEvent, Timeline } from './port.ts';

export type Harness = {
  timeline: Timeline;
  /** Closes and opens again, as a restart does. */
  reopen(): Promise<Timeline>;
  /** A second writer over the same store, as the command line beside the app is. */
  openSecond(): Promise<Timeline>;
  /** Commits so far that held at least one write. */
  commits(): number;
  /** Whether these bytes are anywhere in the files of the store. */
  holds(secret: string): boolean;
  /** Changes the store behind the implementation's back. */
  tamper: {
    /** Replaces text in what was hashed. */
    record(stream: string, version: number, from: string, to: string): void;
    content(stream: string, version: number, from: string, to: string): void;
    /** Takes away salt and content without an event that says so. */
    forgetContent(stream: string, version: number): void;
    /** Takes away all events after `version`, and makes the kept head agree. */
    cutTail(stream: string, version: number): void;
    swap(stream: string, version: number, other: number): void;
  };
  close(): Promise<void>;
};

export const NOON = Date.UTC(2026, 10, 22, 12);

/** Something that Ana said. */
export function said(id: string, text?: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    id,
    type: 'message.posted',
    v: 1,
    occurredAt: NOON,
    recordedAt: NOON + 250,
    actor: { kind: 'person', id: 'T1/UANA' },
    source: { kind: 'test', key: id },
    data: { channel: 'T1/C1' },
    ...(text === undefined ? {} : { content: { text } }),
    ...more,
  };
}

export function effect(key: string, more: Partial<NewEffect> = {}): NewEffect {
  return { key, kind: 'message.post', payload: { key }, dueAt: NOON, ...more };
}

export function append(stream: string, expectedVersion: number, more: Partial<Append> = {}): Append {
  return { stream, expectedVersion, events: [], at: NOON, ...more };
}

/** The events of an append that went through. */
export async function accepted(result: Promise<AppendResult>): Promise<readonly StoredEvent[]> {
  const settled = await result;
  if (!settled.ok) {
    throw new Error(`The append was refused: ${JSON.stringify(settled)}`);
  }
  return settled.events;
}

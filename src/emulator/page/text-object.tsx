// A text object of Block Kit: mrkdwn is formatted, plain text is not.
import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { Mrkdwn } from './mrkdwn.tsx';
import { PlainText } from './words.tsx';

export function TextObject({ text }: { text: MrkdwnElement | PlainTextElement | undefined }) {
  if (!text) {
    return null;
  }
  return text.type === 'mrkdwn' ? (
    <Mrkdwn text={text.text} />
  ) : (
    <PlainText text={text.text} emoji={text.emoji !== false} />
  );
}

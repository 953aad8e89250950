// The template of channel names: which fields it may have. Filling it in is incident/channel-name.ts's work.
import { fieldsTemplate } from './fields-template.ts';

export const CHANNEL_NAME_FIELDS = ['date', 'number', 'service', 'title'] as const;

export const channelNameTemplate = fieldsTemplate(
  CHANNEL_NAME_FIELDS,
  'a channel’s name',
  'inc-{date}-{title}',
).describe('Names of incident channels. Fields: {date} {number} {service} {title}.');

// What Slack's client tells a person in words where the API would answer with a code.
import { SlackError } from './errors.ts';

const WORDS: Record<string, string> = {
  channel_not_found: 'That channel could not be found.',
  message_not_found: 'That message could not be found.',
  thread_not_found: 'That thread could not be found.',
  not_in_channel: 'You are not in this channel.',
  is_archived: 'This channel has been archived.',
  already_archived: 'This channel has been archived already.',
  cant_archive_general: 'This channel cannot be archived.',
  cant_leave_general: 'You cannot leave this channel.',
  not_archived: 'This channel is not archived.',
  last_member: 'You are the last person in this private channel.',
  already_in_channel: 'They are already in this channel.',
  already_pinned: 'This message is already pinned.',
  not_pinnable: 'This message cannot be pinned.',
  cannot_reply_to_message: 'This message cannot have replies.',
  no_pin: 'This message is not pinned.',
  already_reacted: 'You have already reacted with this.',
  no_reaction: 'You have not reacted with this.',
  invalid_name: 'There is no such emoji.',
  cant_update_message: 'You can edit your own messages only.',
  cant_delete_message: 'You can delete your own messages only.',
  edit_window_closed: 'This message can no longer be edited.',
  no_text: 'There is nothing to send.',
  msg_too_long: 'Your message is too long.',
  too_long: 'That is too long.',
  name_taken: 'That name is already taken by a channel, username or user group.',
  invalid_name_required: 'A channel needs a name.',
  invalid_name_maxlength: 'Channel names can’t be longer than 80 characters.',
  invalid_name_punctuation: 'Channel names can’t be punctuation alone.',
  invalid_name_specials: 'Channel names can’t contain spaces, periods or most punctuation.',
  user_is_restricted: 'Guests cannot do this.',
  user_not_found: 'That person could not be found.',
};

/** The refusal as a person meets it; the code stays with it as `cause`. Other errors pass as they are. */
function inWords(error: unknown): unknown {
  if (!(error instanceof SlackError)) {
    return error;
  }
  return new Error(WORDS[error.code] ?? `Slack could not do that (${error.code}).`, { cause: error });
}

/** Each act of a person, refusing in words and as a rejected promise. */
export function asPerson<Args extends unknown[], Result>(
  act: (...args: Args) => Result | Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await act(...args);
    } catch (error) {
      throw inWords(error);
    }
  };
}

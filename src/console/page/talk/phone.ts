import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';
import { errorNotice } from '../components/notice.ts';
import { localTime, time } from '../components/time.ts';
import type { ViewContext } from '../shell/context.ts';
import { attachMenu } from './attach-menu.ts';
import { addFiles, composer, createDrafts } from './composer.ts';
import { createConversationList } from './conversation-list.ts';
import { createDropZone, MOST_FILES } from './drop-zone.ts';
import { badge, gistOf, portrait } from './parts.ts';
import { createPeoplePicker } from './people-picker.ts';
import { pendingBubble, phoneBubble } from './phone-bubble.ts';
import { phoneSettings } from './phone-settings.ts';
import type { TalkActions } from './talk-actions.ts';
import type { TalkStore } from './talk-store.ts';
import type { Channel, ChatPlace } from './types.ts';

const FIRST_WORDS = ['Hello, do you still have berths for spring?', 'Can you send me the price list?'];

/** The customer's phone. */
export function createPhone({ dialogs, toasts }: Pick<ViewContext, 'dialogs' | 'toasts'>, store: TalkStore, actions: TalkActions) {
  const { state, changed } = store;
  const drafts = createDrafts();
  const explained = new Set<string>();
  let reactingTo: string | undefined;
  let isMenuOpen = false;

  const channelOf = (phoneNumberId: string | undefined): Channel | undefined =>
    state.channels.find((one) => one.phoneNumberId === phoneNumberId);
  const draftNow = () => drafts.of(JSON.stringify(state.chat?.place ?? null));
  const unreadNow = (): number => {
    const { person, chat } = state;
    return person.readsByItself ? 0 : (person.chats.find(({ phoneNumberId }) => phoneNumberId === chat?.place.phoneNumberId)?.unread ?? 0);
  };
  const toggle = (id: string): void => {
    if (!explained.delete(id)) explained.add(id);
    changed();
  };
  const list = createConversationList({
    label: 'Messages on the phone',
    message: (row) =>
      phoneBubble(row, {
        ...{ dialogs, changed, reactingTo, businessName: channelOf(state.chat?.place.phoneNumberId)?.name ?? 'Business' },
        find: (id) => state.chat?.log.find(id),
        isExplained: (id) => explained.has(id),
        explain: toggle,
        offerReactions(id) {
          reactingTo = id;
          changed();
        },
        react(id, emoji) {
          reactingTo = undefined;
          if (state.chat) void actions.write(state.chat, { reaction: { messageId: id, emoji } }, emoji ?? '');
        },
        quote(id) {
          draftNow().replyTo = id;
          changed();
          focusField();
        },
        goTo: (id) => list.scrollTo(id),
      }),
    pending: ({ pending }) =>
      pendingBubble(pending, () => {
        if (!state.chat) return;
        draftNow().text ||= pending.text;
        addFiles(draftNow(), pending.files);
        actions.dismiss(state.chat, pending);
      }),
    unread: (count) => html`
      <div class="day">
        <button class="button button-small" type="button" @click=${() => state.chat && void actions.readChat(state.chat.place)}>
          ${count} unread: let ${firstName()} read ${count === 1 ? 'it' : 'them'}
        </button>
      </div>
    `,
  });
  const firstName = (): string => state.person.name.split(' ')[0] || 'the customer';
  const focusField = (): void => document.querySelector<HTMLTextAreaElement>('.phone textarea')?.focus();

  const take = (files: readonly File[]): void => {
    isMenuOpen = false;
    const tooMany = addFiles(draftNow(), files);
    if (tooMany > 0)
      toasts.say({ tone: 'plain', title: `${MOST_FILES} files at once`, detail: `${tooMany} more were left out. Send these first.` });
    changed();
    focusField();
  };
  const zone = createDropZone(take, changed);
  const send = (): void => {
    const open = state.chat;
    if (!open) return;
    const { text, files, replyTo } = drafts.take(JSON.stringify(open.place));
    store.openChat(open.place.phoneNumberId);
    if (files.length > 0) void actions.sendFiles(open, { files, caption: text.trim(), replyTo, voice: false });
    else void actions.write(open, { text: text.trim(), ...(replyTo === undefined ? {} : { replyTo }) }, text.trim());
    list.scrollToEnd();
  };
  const picker = createPeoplePicker({ dialogs, toasts }, store, actions);

  const screen = (): TemplateResult => (state.chat ? chatScreen(state.chat.place) : chatsScreen());
  const chatsScreen = (): TemplateResult => html`
    <header class="phone-head"><h3>Chats</h3></header>
    <ul class="phone-chats">
      ${state.channels.map((channel) => {
        const chat = state.person.chats.find(({ phoneNumberId }) => phoneNumberId === channel.phoneNumberId);
        return html`<li>
          <button class="phone-chat" type="button" @click=${() => store.openChat(channel.phoneNumberId)}>
            ${portrait(channel.name)}
            <span class="phone-chat-words"
              ><strong>${channel.name}</strong><span class="quiet one-line">${chat?.last?.text ?? (channel.phone ? `+${channel.phone}` : 'No message yet')}</span></span
            >
            <span class="phone-chat-end">${chat?.last ? html`<span class="quiet">${time(chat.last.at)}</span>` : nothing}${badge(chat?.unread ?? 0, 'unread')}</span>
          </button>
        </li>`;
      })}
    </ul>
  `;
  const chatScreen = (place: ChatPlace): TemplateResult => {
    const channel = channelOf(place.phoneNumberId);
    const chat = state.person.chats.find(({ phoneNumberId }) => phoneNumberId === place.phoneNumberId);
    const isTyping = chat?.typingUntil != null && Date.parse(chat.typingUntil) > store.now();
    return html`
      <header class="phone-head">
        <button class="button-icon" type="button" aria-label="All chats of this phone" title="All chats" @click=${store.closeChat}>${icon('back')}</button>
        ${portrait(channel?.name ?? '')}
        <div class="phone-name">
          <h3>${channel?.name ?? 'Business'}</h3>
          <p class="quiet" role="status">${isTyping ? 'typing…' : 'Business account'}</p>
        </div>
        <button class="button-icon" type="button" aria-label="Settings of this phone" title="Settings of this phone" @click=${() => void phoneSettings(state.person, dialogs, actions)}>${icon('more')}</button>
      </header>
      <div class="wallpaper">${messages()}</div>
      <footer class="phone-foot">
        ${composer({
          draft: draftNow(),
          label: `Message as ${state.person.name || 'the customer'}`,
          placeholder: 'Message',
          tools: attachMenu({
            isOpen: isMenuOpen,
            dialogs,
            open: setMenu,
            take,
            write: (message, shown) => {
              setMenu(false);
              if (state.chat) void actions.write(state.chat, message, shown);
            },
          }),
          above: quoteBar(),
          send,
          changed,
        })}
      </footer>
    `;
  };
  const setMenu = (isOpen: boolean): void => {
    isMenuOpen = isOpen;
    changed();
  };
  const messages = (): TemplateResult | HTMLElement => {
    const open = state.chat;
    if (!open) return html``;
    const { log, pending } = open;
    if (log.messages.length > 0 || pending.length > 0) return list.element;
    if (log.error !== undefined)
      return html`<div class="pane-notice">${errorNotice(log.error, () => void log.refresh().catch(() => {}))}</div>`;
    if (log.isLoading) return html`<p class="phone-hint" role="status">Reading the chat…</p>`;
    return html`
      <div class="phone-hint">
        <p>You are ${state.person.name || 'the customer'}. Write to the business, and watch it arrive in the inbox.</p>
        ${FIRST_WORDS.map((text) => html`<button class="suggestion" type="button" @click=${() => void actions.write(open, { text }, text)}>${text}</button>`)}
      </div>
    `;
  };
  const quoteBar = (): TemplateResult | typeof nothing => {
    const draft = draftNow();
    const quoted = draft.replyTo === undefined ? undefined : state.chat?.log.find(draft.replyTo);
    if (!quoted) return nothing;
    const drop = () => {
      draft.replyTo = undefined;
      changed();
    };
    return html`<div class="quote-bar"><span class="quote"><strong>${quoted.from === 'customer' ? 'You' : (channelOf(state.chat?.place.phoneNumberId)?.name ?? 'Business')}</strong><span>${gistOf(quoted)}</span></span><button class="button-icon" type="button" aria-label="Do not quote" @click=${drop}>${icon('close')}</button></div>`;
  };

  return {
    render: (): TemplateResult => {
      if (state.chat) list.show(state.chat, unreadNow());
      return html`
        <section class="phone-pane" aria-label="Phone">
          ${picker.render()}
          <div class="phone" @dragenter=${zone.enter} @dragover=${zone.over} @dragleave=${zone.leave} @drop=${zone.drop}>
            <div class="phone-status" aria-hidden="true">
              <span>${localTime(store.now(), 'minute')}</span>
              <span class="phone-signal">${state.person.reachable ? icon('signal') : 'No service'}</span>
            </div>
            ${screen()} ${zone.isOver && state.chat ? zone.cover('Drop to send from the phone') : nothing}
          </div>
        </section>
      `;
    },
    stop: () => list.stop(),
  };
}

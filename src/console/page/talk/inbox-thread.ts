import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';
import { emptyState, errorNotice } from '../components/notice.ts';
import { utcTime } from '../components/time.ts';
import type { ViewContext } from '../shell/context.ts';
import { addFiles, composer, createDrafts } from './composer.ts';
import { createConversationList } from './conversation-list.ts';
import { chooseFiles, createDropZone, MOST_FILES } from './drop-zone.ts';
import { inboxBubble, pendingReply } from './inbox-bubble.ts';
import { portrait, span } from './parts.ts';
import type { TalkActions } from './talk-actions.ts';
import type { TalkStore } from './talk-store.ts';
import { chooseTemplate } from './template-dialog.ts';
import { type Conversation, samePlace, type ThreadPlace } from './types.ts';

/** The conversation that is open in the inbox. */
export function createInboxThread(context: Pick<ViewContext, 'api' | 'dialogs' | 'toasts'>, store: TalkStore, actions: TalkActions) {
  const { state, changed } = store;
  const { dialogs, toasts } = context;
  const drafts = createDrafts();
  const explained = new Set<string>();
  let lastKnown: Conversation | undefined;
  let isMarking = false;

  const draftNow = () => drafts.of(JSON.stringify(state.thread?.place ?? null));
  /** As the list has it, or had it before a search left it out. */
  const conversationNow = (): Conversation | undefined => {
    const place = state.thread?.place;
    const isIt = (one: Conversation | undefined) => samePlace(one && { channelId: one.channelId, conversationId: one.id }, place);
    lastKnown = state.conversations.find(isIt) ?? (isIt(lastKnown) ? lastKnown : undefined);
    return lastKnown;
  };
  const nameNow = (): string => conversationNow()?.name || 'The customer';
  const list = createConversationList({
    label: 'Messages in the inbox',
    message: (row) =>
      inboxBubble(row, {
        ...{ dialogs, changed, customerName: nameNow() },
        isExplained: (id) => explained.has(id),
        explain(id) {
          if (!explained.delete(id)) explained.add(id);
          changed();
        },
      }),
    pending: ({ pending }) =>
      pendingReply(pending, {
        again() {
          if (!state.thread) return;
          actions.dismiss(state.thread, pending);
          void actions.reply(state.thread, pending.text, pending.files);
        },
        dismiss() {
          if (!state.thread) return;
          draftNow().text ||= pending.text;
          addFiles(draftNow(), pending.files);
          actions.dismiss(state.thread, pending);
        },
      }),
  });
  const take = (files: readonly File[]): void => {
    const tooMany = addFiles(draftNow(), files);
    if (tooMany > 0)
      toasts.say({ tone: 'plain', title: `${MOST_FILES} files at once`, detail: `${tooMany} more were left out. Send these first.` });
    changed();
    document.querySelector<HTMLTextAreaElement>('.thread textarea')?.focus();
  };
  const zone = createDropZone(take, changed);
  const send = (): void => {
    const open = state.thread;
    if (!open) return;
    const { text, files } = drafts.take(JSON.stringify(open.place));
    void actions.reply(open, text.trim(), files);
    list.scrollToEnd();
  };
  const template = async (): Promise<void> => {
    const open = state.thread;
    if (!open) return;
    const text = await chooseTemplate(context, {
      channelId: open.place.channelId,
      customerName: nameNow(),
      isWindowOpen: isOpen(conversationNow()?.replyBy ?? null),
    });
    if (text !== undefined) void actions.reply(open, text, []);
  };

  const isOpen = (replyBy: string | null): boolean => replyBy !== null && Date.parse(replyBy) > store.now();

  /** Until when the customer may be answered freely. */
  const windowPill = (replyBy: string | null): TemplateResult => {
    const left = replyBy === null ? 0 : Date.parse(replyBy) - store.now();
    if (left <= 0)
      return html`<span class="pill pill-warn window-pill" title=${replyBy ? `Closed ${utcTime(replyBy)}` : ''}>${icon('clock')} Templates only</span>`;
    const tone = left < 3_600_000 ? 'pill-warn' : 'pill-good';
    return html`<span class="pill ${tone} window-pill" title="Free answers until ${utcTime(replyBy ?? '')}">${icon('clock')} <span class="window-words">Free answers for&nbsp;</span>${span(left)}</span>`;
  };
  const closedNotice = (replyBy: string | null): TemplateResult | typeof nothing =>
    isOpen(replyBy)
      ? nothing
      : html`<div class="window-closed" role="status">
          <p>The 24 hours since the customer’s last message are over: WhatsApp takes nothing but a template.</p>
          <button class="button button-small" type="button" @click=${() => void template()}>${icon('template')} Choose a template</button>
        </div>`;
  const messages = (): TemplateResult | HTMLElement => {
    const open = state.thread;
    if (!open) return html``;
    const { log, pending } = open;
    if (log.messages.length > 0 || pending.length > 0) return list.element;
    if (log.error !== undefined)
      return html`<div class="pane-notice">${errorNotice(log.error, () => void log.refresh().catch(() => {}))}</div>`;
    return html`<p class="list-hint" role="status">${log.isLoading ? 'Reading the conversation…' : 'Nothing was written here.'}</p>`;
  };

  const shown = (): TemplateResult => {
    const conversation = conversationNow();
    const replyBy = conversation?.replyBy ?? null;
    const channel = state.channels.find(({ id }) => id === state.thread?.place.channelId)?.name;
    return html`
      <header class="thread-head">
        <button class="button-icon thread-back" type="button" aria-label="Back to the inbox" title="Back to the inbox" @click=${store.closeThread}>${icon('back')}</button>
        ${portrait(conversation?.name ?? '', conversation?.avatar ?? null)}
        <div class="phone-name">
          <h3 class="one-line">${conversation?.name || 'Customer'}</h3>
          <p class="quiet one-line">${conversation?.phone ? html`${/^\d+$/.test(conversation.phone) ? '+' : ''}${conversation.phone} · ` : nothing}${channel ?? ''}</p>
        </div>
        ${windowPill(replyBy)}
      </header>
      <div class="thread-body">${messages()}</div>
      <footer class="thread-foot">
        ${composer({
          draft: draftNow(),
          label: `Answer ${conversation?.name ?? ''}`,
          placeholder: 'Write an answer',
          tools: html`
            <button class="button-icon" type="button" aria-label="Attach files" title="Attach files" @click=${() => chooseFiles('', take)}>${icon('attach')}</button>
            <button class="button-icon" type="button" aria-label="Send a template" title="Send a template" @click=${() => void template()}>${icon('template')}</button>
          `,
          above: closedNotice(replyBy),
          send,
          changed,
        })}
      </footer>
      ${zone.isOver ? zone.cover('Drop to attach to the answer') : nothing}
    `;
  };

  return {
    render(): TemplateResult {
      if (state.thread) list.show(state.thread);
      const conversation = conversationNow();
      if (state.thread && (conversation?.unread ?? 0) > 0 && isSeen()) markSeen(state.thread.place);
      return html`
        <section class="thread" aria-label="Conversation in the inbox" @dragenter=${zone.enter} @dragover=${zone.over} @dragleave=${zone.leave} @drop=${zone.drop}>
          ${
            state.thread
              ? shown()
              : emptyState({
                  icon: 'talk',
                  title: state.conversations.length === 0 ? 'Nothing has arrived yet' : 'No conversation is open',
                  advice:
                    state.conversations.length === 0
                      ? 'Write something on the phone. It goes to the provider as WhatsApp’s signed webhook, and from there into this inbox.'
                      : 'Choose one in the list.',
                })
          }
        </section>
      `;
    },
    stop: () => list.stop(),
  };

  /** One request at a time: the list says only later what came of it. */
  function markSeen(place: ThreadPlace): void {
    if (isMarking) return;
    isMarking = true;
    void actions.readThread(place).finally(() => {
      isMarking = false;
    });
  }

  /** Whether somebody can see the thread: what nobody sees stays unread. */
  function isSeen(): boolean {
    return document.visibilityState === 'visible' && (document.querySelector('.thread')?.clientHeight ?? 0) > 0;
  }
}

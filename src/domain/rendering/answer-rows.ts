import { joined, plainLines } from './plain-value.ts';
import type { InboundMessage, Row } from './row.ts';

type Interactive = NonNullable<InboundMessage['interactive']>;
type OrderItem = NonNullable<NonNullable<InboundMessage['order']>['product_items']>[number];

/** What people answer by tapping. */
export const answerRows = {
  'interactive/button_reply': {
    carries: 'A tap on a reply button',
    shows: '{title}',
    values: ({ interactive }) => ({ title: interactive?.button_reply?.title ?? interactive?.button_reply?.id }),
  },
  'interactive/list_reply': {
    carries: 'A choice from a list',
    shows: '{title}⟨ ({description})⟩',
    values: ({ interactive }) => ({
      title: interactive?.list_reply?.title ?? interactive?.list_reply?.id,
      description: interactive?.list_reply?.description,
    }),
  },
  'interactive/nfm_reply': {
    carries: 'A filled-in form (flow, address), its answers as JSON text',
    shows: '[form]⟨ {body}⟩⟨\n{answers}⟩',
    values: ({ interactive }) => ({ body: interactive?.nfm_reply?.body, answers: answersOf(interactive?.nfm_reply?.response_json) }),
    simplified: 'The questions: WhatsApp sends the names of the fields and the answers only. The flow token is left out.',
  },
  'interactive/call_permission_reply': {
    carries: 'The answer to a request for calls',
    shows: '[calls: the customer {answer}⟨, until {until}⟩]',
    values: ({ interactive }) => permissionOf(interactive),
  },
  'interactive/other': {
    carries: 'Any other answer by tapping, products among them; also what another sender of the business asked (echoes)',
    shows: '[{kind}]⟨ {words}⟩',
    values: ({ interactive }) => ({ kind: wordOf(interactive?.type), words: wordsOf(interactive) }),
    simplified: 'The layout: the words in it are listed one after another.',
  },
  button: {
    carries: 'A tap on a quick-reply button of a template',
    shows: '{text}',
    values: ({ button }) => ({ text: button?.text?.trim() ? button.text : button?.payload }),
  },
  order: {
    carries: 'An order from the catalogue: items, quantities, prices',
    shows: '[order of {count}⟨, {total}⟩]⟨ {text}⟩⟨\n{items}⟩',
    values: ({ order }) => {
      const items = order?.product_items ?? [];
      return {
        count: items.length === 1 ? '1 item' : `${items.length} items`,
        total: totalOf(items),
        text: order?.text,
        items: items.map(itemLine).join('\n'),
      };
    },
    simplified: 'Pictures and names of the products: WhatsApp sends their catalogue ids only.',
  },
} as const satisfies Record<string, Row>;

/** The answers of a form as lines; text that is no JSON is shown as it is. */
function answersOf(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  let answers: unknown;
  try {
    answers = JSON.parse(json);
  } catch {
    return `answers that are not readable: ${json.slice(0, 500)}`;
  }
  if (answers !== null && typeof answers === 'object' && !Array.isArray(answers)) {
    const { flow_token: _, ...rest } = answers as Record<string, unknown>;
    return plainLines(rest).join('\n');
  }
  return plainLines(answers).join('\n');
}

function permissionOf(interactive: Interactive | undefined) {
  const { response, is_permanent, expiration_timestamp } = interactive?.call_permission_reply ?? {};
  const answer = response === 'accept' ? 'allows them' : response === 'reject' ? 'does not want them' : 'answered the request';
  const at = Number(expiration_timestamp) * 1000;
  const isDate = !is_permanent && Number.isFinite(at) && at > 0 && at < 8.64e15;
  return { answer, until: isDate ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : undefined };
}

const wordOf = (type: string | undefined): string =>
  (type ?? 'answer')
    .replace(/[^\w -]/g, '')
    .slice(0, 40)
    .replaceAll('_', ' ') || 'answer';

/** Every word a person could read in an object whose shape is not known: what is called title, text, body, description or id of a product. */
function wordsOf(value: unknown, depth = 0): string {
  if (value === null || typeof value !== 'object' || depth > 5) return '';
  const words = Object.entries(value).map(([key, inner]) => {
    if (typeof inner === 'object') return wordsOf(inner, depth + 1);
    return /^(title|text|body|description|name|product_retailer_id)$/.test(key) ? String(inner).slice(0, 500) : '';
  });
  return joined(', ', words).slice(0, 2000);
}

function itemLine({ quantity, product_retailer_id, item_price, currency }: OrderItem): string {
  const price = joined(' ', [item_price, currency]);
  return joined(' ', [
    quantity === undefined ? undefined : `${quantity} ×`,
    product_retailer_id ?? 'an item without a name',
    price === '' ? '' : `at ${price}`,
  ]);
}

/** The sum, when every item has a price in the same currency. */
function totalOf(items: readonly OrderItem[]): string | undefined {
  const [first] = items;
  const sum = items.reduce((total, { quantity, item_price }) => total + Number(quantity) * Number(item_price), 0);
  const isOne =
    first?.currency !== undefined && items.every(({ currency, item_price }) => currency === first.currency && item_price !== undefined);
  // Prices have at most three decimals; the sum of binary fractions has more.
  return isOne && Number.isFinite(sum) ? `${Number(sum.toFixed(3))} ${first.currency} in all` : undefined;
}

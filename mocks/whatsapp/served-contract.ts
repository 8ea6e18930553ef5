import type { ValidateFunction } from 'ajv';
import { contract } from '../../generated/whatsapp-cloud/index.ts';
import { describeViolations } from '../../src/contract/violations.ts';
import { LARGEST_FILE_BYTES } from './media-types.ts';
import { isUserId } from './people.ts';

type Body = Record<string, unknown>;
type Lenient = 'sendMessage' | 'uploadMedia';

interface RequestParts {
  requestBody?: Body;
}

/**
 * The contract as Meta enforces it. It is stricter than Meta in what we may send; where Meta has an answer of its own (a user id in `to`, the text of a
 * template's value, the type of a file), the request passes on to the handler and `onViolation` hears of it. Meta's real upload limit: larger files are
 * still 131053 with status 400, never 413.
 */
export function createServedContract(onViolation: (operationId: Lenient, body: object, violation: string) => void) {
  const judgedByMeta =
    (operationId: Lenient) =>
    (validate: ValidateFunction): ValidateFunction => {
      // Without its promise to narrow the type, which would leave nothing of what does not hold.
      const holds = (parts: RequestParts): boolean => validate(parts);
      const check = ((parts: RequestParts) => {
        check.errors = null;
        if (holds(parts)) return true;
        const violation = describeViolations(validate.errors ?? []);
        const errors = validate.errors ?? null;
        const { requestBody } = parts;
        if (requestBody && holds({ ...parts, requestBody: withoutWhatMetaJudges[operationId](requestBody) })) {
          onViolation(operationId, requestBody, violation);
          return true;
        }
        check.errors = errors;
        return false;
      }) as ValidateFunction;
      return check;
    };
  const { operations, validators } = contract;
  const lenient = (operationId: Lenient) => (validators.request[operationId] ?? []).map(judgedByMeta(operationId));
  return {
    ...contract,
    operations: {
      ...operations,
      uploadMedia: { ...operations.uploadMedia, extensions: { 'max-file-bytes': LARGEST_FILE_BYTES, 'max-files': 1 } },
    },
    validators: {
      ...validators,
      request: { ...validators.request, sendMessage: lenient('sendMessage'), uploadMedia: lenient('uploadMedia') },
    },
  };
}

/** The body with something right in each place that Meta judges by itself. */
const withoutWhatMetaJudges: Readonly<Record<Lenient, (body: Body) => Body>> = {
  sendMessage(body) {
    const to = typeof body['to'] === 'string' && isUserId(body['to']) ? { to: '+10000000000' } : {};
    if (body['template'] === undefined) return { ...body, ...to };
    const plain = (key: string, value: unknown) => (key === 'text' && typeof value === 'string' ? 'x' : value);
    return { ...body, ...to, template: JSON.parse(JSON.stringify(body['template']), plain) };
  },
  uploadMedia: (body) => ({ ...body, ...(typeof body['type'] === 'string' ? { type: 'image/png' } : {}) }),
};

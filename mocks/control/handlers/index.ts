import type { OperationTypes } from '../../../generated/simulators/index.ts';
import type { Handlers } from '../../../src/contract/operation.ts';
import type { ControlWorld } from '../world.ts';
import { clockHandlers } from './clock.ts';
import { companyHandlers } from './companies.ts';
import { customerHandlers } from './customers.ts';
import { faultHandlers } from './faults.ts';
import { inboxHandlers } from './inbox.ts';
import { overviewHandlers } from './overview.ts';
import { peopleHandlers } from './people.ts';
import { salespeopleHandlers } from './salespeople.ts';
import { setupHandlers } from './setup.ts';
import { webhookHandlers } from './webhooks.ts';

/** Every operation of simulators.yaml. */
export const controlHandlers = (world: ControlWorld) =>
  ({
    ...overviewHandlers(world),
    ...peopleHandlers(world),
    ...customerHandlers(world),
    ...webhookHandlers(world),
    ...inboxHandlers(world),
    ...salespeopleHandlers(world),
    ...companyHandlers(world),
    ...clockHandlers(world),
    ...faultHandlers(world),
    ...setupHandlers(world),
  }) satisfies Handlers<OperationTypes>;

/** The handlers of one subject. */
export type ControlHandlers<Id extends keyof OperationTypes> = Pick<Handlers<OperationTypes>, Id>;

import { html, nothing, type TemplateResult } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { time } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import { ApiError } from '../shell/api-error.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';
import { showContract } from './contracts-viewer.ts';

type Listed = Answer<'listContracts'>;
type Contract = Listed['contracts'][number];

export const contracts: View = {
  id: 'contracts',
  title: 'Contracts',
  sandboxOnly: false,
  start: startContracts,
};

function startContracts({ api, update }: ViewContext): RunningView {
  let listed: Listed | undefined;
  let failure: unknown;
  let isLoading = false;
  /** One element per document that was opened: what was unfolded and typed there stays. */
  const places = new Map<string, HTMLElement>();
  const box = document.createElement('div');
  box.className = 'contract-box';

  const chosen = (): Contract | undefined => {
    const wanted = /^#\/contracts\/([a-z-]+)/.exec(location.hash)?.[1];
    return listed?.contracts.find(({ fileName }) => fileName === `${wanted}.yaml`) ?? listed?.contracts[0];
  };
  const open = async (): Promise<void> => {
    const contract = chosen();
    if (!contract) return;
    const known = places.get(contract.fileName);
    if (known) return show(known);
    const place = document.createElement('div');
    places.set(contract.fileName, place);
    show(place);
    isLoading = true;
    update();
    try {
      await showContract({ api, ...contract, place });
    } catch (error) {
      places.delete(contract.fileName);
      failure = error instanceof ApiError ? error : couldNotLoad();
    }
    isLoading = false;
    update();
  };
  const show = (place: HTMLElement): void => {
    box.replaceChildren(place);
    update();
  };
  const load = async (): Promise<void> => {
    failure = undefined;
    update();
    try {
      listed ??= await api.call('listContracts');
      await open();
    } catch (error) {
      failure = error;
      update();
    }
  };
  void load();

  return {
    render: () => html`
      <div class="contracts">
        ${listed ? list(listed, chosen()) : nothing}
        <div class="contract-place" aria-busy=${isLoading || (!listed && failure === undefined) ? 'true' : 'false'}>
          ${failure === undefined ? nothing : errorNotice(failure, () => void load())}
          ${isLoading ? html`<p class="quiet" role="status">Opening the document…</p>` : nothing}${box}
        </div>
      </div>
    `,
    shown() {
      if (listed) void open();
    },
  };
}

const couldNotLoad = (): ApiError =>
  new ApiError({ status: 0, title: 'The viewer could not be loaded', detail: 'Look whether the provider still runs, then try again.' });

const list = ({ contracts: documents, coverage }: Listed, current: Contract | undefined): TemplateResult => html`
  <nav class="contract-list" aria-label="Documents">
    ${group(
      'Answered here',
      documents.filter(({ servedHere }) => servedHere),
      current,
    )}
    ${group(
      'Called, or simulated',
      documents.filter(({ servedHere }) => !servedHere),
      current,
    )}
    ${coverageBox(coverage)}
  </nav>
`;

const group = (title: string, documents: readonly Contract[], current: Contract | undefined): TemplateResult => html`
  <h2 class="contract-group">${title}</h2>
  <ul>
    ${documents.map(
      (contract) => html`
        <li>
          <a href="#/contracts/${contract.fileName.replace('.yaml', '')}" aria-current=${contract === current ? 'true' : 'false'}>
            <strong>${contract.title}</strong>
            <span class="quiet">${contract.operations} operations · ${contract.version}</span>
          </a>
        </li>
      `,
    )}
  </ul>
  ${
    current && documents.includes(current)
      ? html`<p class="quiet contract-file"><a href="/contracts/${current.fileName}" download>Download ${current.fileName}</a></p>`
      : nothing
  }
`;

/** How much of the documents the tests exercised. */
const coverageBox = (coverage: Listed['coverage']): TemplateResult => html`
  <section class="coverage" aria-labelledby="coverage-title">
    <h2 class="contract-group" id="coverage-title">Coverage map</h2>
    ${
      coverage === undefined
        ? html`<p class="quiet">Not made here yet: after the tests, <code>npm run coverage:map</code> says which documented statuses were exercised.</p>`
        : html`
            <p><strong>${coverage.covered} of ${coverage.total}</strong> documented statuses and kinds of message exercised, ${time(coverage.at, 'moment')}.</p>
            <ul class="coverage-list">
              ${coverage.documents.map(
                ({ name, total, missing }) =>
                  html`<li><span>${name}</span> <span class="pill ${missing === 0 ? 'pill-good' : 'pill-bad'}">${missing === 0 ? `all ${total}` : `${missing} missing`}</span></li>`,
              )}
            </ul>
            <p class="quiet">Cell by cell: coverage/contract-map.html</p>
          `
    }
  </section>
`;

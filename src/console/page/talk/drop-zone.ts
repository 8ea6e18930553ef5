import { html, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';

export interface DropZone {
  /** Whether files are held over it. */
  readonly isOver: boolean;
  /** What stands over the pane meanwhile. */
  cover(words: string): TemplateResult;
  enter(event: DragEvent): void;
  over(event: DragEvent): void;
  leave(event: DragEvent): void;
  drop(event: DragEvent): void;
}

/** A place that takes files dragged from elsewhere. */
export function createDropZone(take: (files: readonly File[]) => void, changed: () => void): DropZone {
  // Every element on the way enters and leaves.
  let depth = 0;
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
  const set = (next: number): void => {
    const was = depth > 0;
    depth = Math.max(0, next);
    if (was !== depth > 0) changed();
  };
  return {
    get isOver() {
      return depth > 0;
    },
    cover: (words) => html`<div class="drop-cover" aria-hidden="true">${icon('attach')}<strong>${words}</strong></div>`,
    enter: (event) => hasFiles(event) && set(depth + 1),
    over: (event) => hasFiles(event) && event.preventDefault(),
    leave: (event) => hasFiles(event) && set(depth - 1),
    drop(event) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      set(0);
      take([...(event.dataTransfer?.files ?? [])]);
    },
  };
}

/** What WhatsApp and the provider take at once. */
export const MOST_FILES = 10;

/** Lets a person choose files. */
export function chooseFiles(accept: string, take: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = accept;
  input.addEventListener('change', () => take([...(input.files ?? [])]));
  input.click();
}

/** The text on lines of at most `width` characters, broken between words; a word that is longer is cut. Line breaks of its own stay. */
export function wrap(text: string, width: number): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = [];
    let line: string[] = [];
    for (const word of paragraph.split(' ')) {
      let rest = [...word];
      if (line.length > 0 && line.length + 1 + rest.length > width) {
        lines.push(line.join(''));
        line = [];
      } else if (line.length > 0) {
        line.push(' ');
      }
      for (; rest.length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width).join(''));
      line.push(...rest);
    }
    return [...lines, line.join('')];
  });
}

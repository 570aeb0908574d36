// The board places things by class, because the content security policy forbids style attributes.
const slotsPerDay = 24 * 12;
const lanes = 8;
const columns = 40;

/** `.r0`–`.r288`: the 5-minute row a thing starts in; `.h1`–`.h288`: how many rows it is high; `.hours-1`–`.hours-24`; `.cols-1`–`.cols-40`; `.lane-1-2`: first of two side by side. */
export function boardRows() {
  const rules = [];
  for (let slot = 0; slot <= slotsPerDay; slot++) rules.push(`.r${slot}{grid-row-start:${slot + 1}}`);
  for (let slots = 1; slots <= slotsPerDay; slots++) rules.push(`.h${slots}{grid-row-end:span ${slots};--h:${slots}}`);
  for (let hours = 1; hours <= 24; hours++) rules.push(`.hours-${hours}{--rows:${hours * 12}}`);
  for (let count = 1; count <= columns; count++) rules.push(`.cols-${count}{--cols:${count}}`, `.board-col:nth-of-type(${count}){grid-column:${count + 1}}`);
  for (let of = 2; of <= lanes; of++)
    for (let lane = 1; lane <= of; lane++) rules.push(`.lane-${lane}-${of}{--lane:${lane - 1};--lanes:${of}}`);
  return `@layer components{${rules.join('')}}`;
}

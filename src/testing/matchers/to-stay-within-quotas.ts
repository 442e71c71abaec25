import { measure, QUOTAS, type Measured, type Quotas } from '../explain/quotas.js';
import type { Matcher } from './matcher.js';

export const toStayWithinQuotas: Matcher<[limits?: Partial<Quotas>]> = (run, _tools, limits = {}) => {
  const quotas = { ...QUOTAS, ...limits };
  const measured = measure(run);
  return {
    pass: measured.every(({ quota, value }) => value <= quotas[quota]),
    explain: () => [measured.map((each) => rowText(each, quotas[each.quota])).join('\n'), `It ended: ${run.ending()}`],
  };
};

function rowText({ label, value, where }: Measured, limit: number): string {
  const number = (count: number): string => count.toLocaleString('en-US');
  const mark = value <= limit ? ' ' : '✗';
  return `${mark} ${label.padEnd(34)} ${number(value).padStart(9)} of ${number(limit)}${where === undefined ? '' : `  ${where}`}`;
}

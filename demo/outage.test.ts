import { describe, expect, test } from '@jest/globals';
import { parseOutage, type Target } from './outage.js';

const primary: Target = { region: 'us-east-1', modelId: 'anthropic.claude-large' };
const targets: [Target, ...Target[]] = [primary, { region: 'us-west-2', modelId: 'anthropic.claude-small' }];
const atPrimary = { region: primary.region, model: primary.modelId };

describe('parseOutage', () => {
  test.each([
    ['120s..1500s', { from: 120_000, to: 1_500_000, error: 'throttled', ...atPrimary }],
    ['2m..10m,unavailable', { from: 120_000, to: 600_000, error: 'unavailable', ...atPrimary }],
    ['0..500ms, slow , us-west-2', { from: 0, to: 500, error: 'slow', region: 'us-west-2' }],
    ['1..2,us-gov-west-1', { from: 1_000, to: 2_000, error: 'throttled', region: 'us-gov-west-1' }],
    ['1..2,dropped,small', { from: 1_000, to: 2_000, error: 'dropped', model: 'small' }],
    ['1..2,claude', { from: 1_000, to: 2_000, error: 'throttled', model: 'claude' }],
    ['1..2,all', { from: 1_000, to: 2_000, error: 'throttled' }],
    ['1..2,all,partial', { from: 1_000, to: 2_000, error: 'partial' }],
  ])('reads %j', (text, outage) => {
    expect(parseOutage(text, targets)).toEqual(outage);
  });

  test.each([
    ['', /expected FROM\.\.TO/],
    ['120', /expected FROM\.\.TO/],
    ['1..2..3', /expected FROM\.\.TO/],
    ['a..b', /expected FROM\.\.TO/],
    ['20..25m', /^--outage is "20\.\.25m", where 20 has no unit: expected 20 with ms, s, m or h/],
    ['20s..90,slow', /where 90 has no unit/],
    ['10..10', /ends after it starts/],
    ['25m..120s', /ends after it starts/],
    ['1..2,trottled', /"trottled" is no error \(throttled, unavailable/],
    ['1..2,trottled,us-east-1', /"trottled" is no error/],
    ['1..2,throttled,gpt', /"gpt" is no error.*claude-large, anthropic\.claude-small/],
    ['1..2,', /"" is no error/],
    ['1..2,slow,us-east-1,all', /at most an error and one model or region/],
  ])('refuses %j', (text, message) => {
    expect(() => parseOutage(text, targets)).toThrow(message);
  });

  test('names what was given, in one line', () => {
    expect(() => parseOutage('9..3,slow', targets)).toThrow(
      '--outage is "9..3,slow", expected a window that ends after it starts.',
    );
  });
});

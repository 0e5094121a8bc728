import { addressOf, pagesToVisit } from '../../support/browser/visit-pages';

describe('pictures of the console', () => {
  it('are taken of every page that it lists', () => {
    const names = pagesToVisit().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['home', 'conversations', 'conversations-id', 'programs-id']),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('show one thing where a page is of one thing', () => {
    const page = { pattern: '/programs/:program/enrollments/:id', name: '' };
    const one = '/programs/01a2-0b/enrollments/01a2-0c';
    expect(addressOf(page, ['/programs', '/programs/01a2-0b', one])).toBe(one);
    expect(addressOf({ pattern: '/alerts/rules/:id', name: '' }, ['/alerts/rules/new'])).toBeUndefined();
  });
});
